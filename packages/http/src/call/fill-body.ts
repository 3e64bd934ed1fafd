import type { Upstream } from './upstream.ts'

type Json = Readonly<Record<string, unknown>>

/** What the operator wants in every request of a target: its own fields on top of its upstream's, objects joined key by key. */
export function fieldsOf({ body, bodies }: Pick<Upstream, 'body' | 'bodies'>, target: string): Json {
  const fields: Record<string, unknown> = { ...body }
  for (const [name, value] of Object.entries(bodies?.[target] ?? {})) {
    const below = fields[name]
    fields[name] = isPlain(below) && isPlain(value) ? { ...below, ...value } : value
  }
  return fields
}

/** A body with the operator's fields where it says nothing itself. */
export function fillBody(body: Json, fields: Json): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...body }
  for (const [name, value] of Object.entries(fields)) if (!saysItOtherwise(body, name)) filled[name] ??= value
  return filled
}

/** OpenAI has two names for one limit, and refuses both at once. */
const otherNames: Readonly<Record<string, string>> = {
  max_tokens: 'max_completion_tokens',
  max_completion_tokens: 'max_tokens',
}

function saysItOtherwise(body: Json, name: string): boolean {
  const other = otherNames[name]
  return other !== undefined && body[other] !== undefined && body[other] !== null
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
