import type { HandedPrompt } from '@signalbox/quality'
import { toRequestRow } from '../request-row.ts'
import { UsageError } from '../usage-error.ts'
import { readLines } from './read-lines.ts'

/** Rows `{id, messages, tools?, responseFormat?}` by the id of the request they belong to. @throws UsageError naming the line */
export function readPrompts(file: string): ReadonlyMap<string, HandedPrompt> {
  const prompts = new Map<string, HandedPrompt>()
  for (const { place, text } of readLines(file, '--prompts')) {
    const { id, messages, tools, toolChoice, responseFormat } = toRequestRow(text, place)
    if (id === undefined) throw new UsageError(`${place}: has no id. Give the id of its request in the ledger.`)
    prompts.set(id, { messages, tools, toolChoice, responseFormat })
  }
  return prompts
}
