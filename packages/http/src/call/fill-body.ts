import type { Upstream } from './upstream.ts'

type Json = Readonly<Record<string, unknown>>

/** What the operator wants in every request of a target. */
export function fieldsOf({ body, bodies }: Upstream, target: string): Json {
  return { ...body, ...bodies?.[target] }
}

/** A body with the operator's fields where it says nothing itself. */
export function fillBody(body: Json, fields: Json): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...body }
  for (const [name, value] of Object.entries(fields)) filled[name] ??= value
  return filled
}
