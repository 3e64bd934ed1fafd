import type { Dialect } from '../call/dialect.ts'
import { plainDialect } from '../call/plain-dialect.ts'
import type { ScriptedPart } from './scripted-part.ts'

/** Reads scripted parts; errors by their shape, as the core's own dialect does. */
export const scriptedDialect: Dialect<ScriptedPart> = {
  open: () => ({
    read: (part, notes) => {
      switch (part.type) {
        case 'meta':
          return
        case 'text':
          if (part.logprobs !== undefined) notes.logprobs(part.logprobs)
          return notes.content(part.text)
        case 'tool-call':
          return notes.toolCall(part.name, part.argumentsJson)
        case 'served-model':
          return notes.servedModel(part.id)
        case 'usage':
          return notes.usage(part.usage)
        case 'account':
          return notes.account(part.account)
        case 'finish':
          if (part.usage !== undefined) notes.usage(part.usage)
          return notes.end(part.finish)
        case 'error':
          return notes.failed(part.error)
      }
    },
  }),
  toFacts: plainDialect.toFacts,
}
