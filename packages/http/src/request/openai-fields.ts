/** What both of OpenAI's dialects have by one name, and nobody else has. */
export const openaiFields = [
  'metadata',
  'store',
  'service_tier',
  'prompt_cache_key',
  'prompt_cache_retention',
  'safety_identifier',
] as const

export type OpenaiField = (typeof openaiFields)[number]

/** Those of a body, as they are; undefined = none. */
export function pickOpenaiFields(
  json: Readonly<Record<string, unknown>>,
): Readonly<Partial<Record<OpenaiField, unknown>>> | undefined {
  const given = openaiFields.filter((name) => json[name] !== undefined && json[name] !== null)
  return given.length === 0 ? undefined : Object.fromEntries(given.map((name) => [name, json[name]]))
}
