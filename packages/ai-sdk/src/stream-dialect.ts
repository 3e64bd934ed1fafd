import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { Dialect, Finish, Notes, PartReader } from '@signalbox/core'
import { noteAccount } from './read-account.ts'
import { logprobsOfChunk, logprobsOfMetadata } from './read-logprobs.ts'
import { spliceParts } from './splice-parts.ts'
import { toFacts } from './to-facts.ts'
import { toUsage } from './usage.ts'

/** How the core reads the host's stream parts. */
export const streamDialect: Dialect<LanguageModelV4StreamPart> = { open, toFacts, splice: spliceParts }

function open(): PartReader<LanguageModelV4StreamPart> {
  let hasLogprobs = false
  return {
    read: (part, notes) => {
      switch (part.type) {
        case 'stream-start':
        case 'text-start':
        case 'text-end':
        case 'reasoning-start':
        case 'reasoning-end':
        case 'tool-input-start':
        case 'tool-input-end':
        case 'ping':
        // Anthropic's models open with one, before anything is written.
        case 'custom':
          return
        case 'raw': {
          const values = logprobsOfChunk(part.rawValue)
          hasLogprobs ||= values.length > 0
          return notes.logprobs(values)
        }
        case 'response-metadata':
          if (part.modelId !== undefined) notes.servedModel(part.modelId)
          return noteAccount({ response: part }, notes)
        case 'text-delta':
          if (part.delta !== '') notes.content(part.delta)
          return
        // Reasoning and half a tool call show that the model is at work; neither is text of the answer.
        case 'reasoning-delta':
        case 'tool-input-delta':
          if (part.delta !== '') notes.content()
          return
        case 'tool-call':
          return notes.toolCall(part.toolName, part.input)
        case 'error':
          return notes.failed(part.error)
        case 'finish':
          if (!hasLogprobs) notes.logprobs(logprobsOfMetadata(part.providerMetadata))
          noteAccount({ providerMetadata: part.providerMetadata }, notes)
          return readFinish(part, notes)
        default:
          // Files, sources, approvals, and kinds that a patch release of the host has added since.
          return notes.content()
      }
    },
  }
}

export function readFinish(
  { usage, finishReason }: Pick<Extract<LanguageModelV4StreamPart, { type: 'finish' }>, 'usage' | 'finishReason'>,
  notes: Notes,
): void {
  // An object without a count is what the SDK's models make of nothing.
  if (usage?.inputTokens?.total !== undefined || usage?.outputTokens?.total !== undefined) notes.usage(toUsage(usage))
  notes.end({ reason: toReason(finishReason), raw: finishReason?.raw })
}

const known: ReadonlySet<string> = new Set<Finish['reason']>([
  'stop',
  'length',
  'tool-calls',
  'content-filter',
  'error',
  'interrupted',
  'other',
])

function toReason(finish: LanguageModelV4FinishReason | undefined): Finish['reason'] {
  const unified = finish?.unified as string | undefined
  // Some hosts end a reply that broke with the reason `error`, which the SDK's chat models do not know.
  if (unified === 'other' && finish?.raw === 'error') return 'error'
  return unified !== undefined && known.has(unified) ? (unified as Finish['reason']) : 'other'
}
