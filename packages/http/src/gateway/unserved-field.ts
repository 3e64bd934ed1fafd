import type { Rejection } from '@signalbox/core'
import type { Expressible } from '../request/wire-request.ts'
import type { ClientAsk } from './read-ask.ts'

/** The field, in the client's words, for which nobody can be asked; undefined where it is none of its fields. */
export function unservedField(
  { wire: { fields = [] }, unfit }: ClientAsk,
  rejected: readonly Rejection[],
): string | undefined {
  for (const { code, target } of rejected) {
    const wanted = fieldsOf[code]
    const field = fields.find(({ as }) => as !== undefined && wanted?.includes(as))?.name ?? unfit.get(target)?.field
    if (field !== undefined) return field
  }
  return undefined
}

const fieldsOf: Partial<Record<Rejection['code'], readonly Expressible[]>> = {
  tools: ['tools'],
  json: ['jsonObject'],
  'json-schema': ['jsonSchema'],
  logprobs: ['logprobs', 'topLogprobs'],
  modality: ['imageUrl', 'imageBytes', 'audio', 'video', 'fileUrl', 'fileBytes'],
  'max-output': ['maxOutputTokens'],
}
