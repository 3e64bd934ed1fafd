import type { RouteRequest } from '@signalbox/core'
import type { FieldNotes } from './field-notes.ts'
import type { FunctionShape } from './openai-chat-schema.ts'
import { required, wrongValue } from './read-shape.ts'
import type { WireTool } from './wire-request.ts'

/** A function a model may call. */
export function toWireTool({ note }: FieldNotes, tool: FunctionShape, path: string): WireTool {
  if (tool.strict === true) note({ name: `${path}.strict`, kind: 'tuning', as: 'strictTools' })
  return {
    name: tool.name,
    description: tool.description ?? undefined,
    parameters: tool.parameters ?? undefined,
    strict: tool.strict ?? undefined,
  }
}

/** OpenAI's word or object for which tool is to be called; `nameOf` finds the name where the object names a function. */
export function toToolChoice(
  { note }: FieldNotes,
  choice: string | Readonly<Record<string, unknown>> | null | undefined,
  path: string,
  nameOf: (choice: Readonly<Record<string, unknown>>) => unknown,
): RouteRequest['toolChoice'] {
  if (choice === undefined || choice === null) return undefined
  if (typeof choice === 'string') {
    if (choice !== 'auto' && choice !== 'none' && choice !== 'required')
      throw wrongValue(path, "one of 'none', 'auto', 'required'", choice)
    note({ name: path, kind: 'meaning', as: 'toolChoice' })
    return choice
  }
  const name = nameOf(choice)
  if (typeof name !== 'string') {
    if (required(choice.type, `${path}.type`) === 'function') throw wrongValue(path, 'the name of a function')
    note({ name: `${path}.type`, kind: 'meaning' })
    return undefined
  }
  note({ name: path, kind: 'meaning', as: 'toolChoice' })
  return { name }
}
