import type { Rejection } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { expressible } from '../request/expressible.ts'
import type { Expressible, WireRequest } from '../request/wire-request.ts'

/** The field, in the client's words, for which nobody can be asked; undefined where it is none of its fields. */
export function unservedField(
  { fields = [] }: WireRequest,
  rejected: readonly Rejection[],
  dialect: DialectName,
): string | undefined {
  for (const { code } of rejected) {
    const wanted = fieldsOf[code]
    const field = fields.find(({ as }) => as !== undefined && wanted?.includes(as))
    if (field !== undefined) return field.name
  }
  if (!rejected.some(({ code }) => code === 'host')) return undefined
  const others = Object.entries(expressible).flatMap(([name, says]) => (name === dialect ? [] : [says]))
  return fields.find(({ kind, as }) => kind === 'meaning' && (as === undefined || others.some((says) => !says.has(as))))
    ?.name
}

const fieldsOf: Partial<Record<Rejection['code'], readonly Expressible[]>> = {
  tools: ['tools'],
  json: ['jsonObject'],
  'json-schema': ['jsonSchema'],
  logprobs: ['logprobs', 'topLogprobs'],
  modality: ['imageUrl', 'imageBytes', 'audio', 'video', 'fileUrl', 'fileBytes'],
  'max-output': ['maxOutputTokens'],
}
