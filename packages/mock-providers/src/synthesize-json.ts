const deepest = 8

/** The smallest value that fits a JSON Schema: what a mock answers when it is asked for JSON and its script gives none. */
export function synthesizeJson(schema: unknown, depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null || depth > deepest) return {}
  const rule = schema as Record<string, unknown>
  if (Array.isArray(rule['enum'])) return rule['enum'][0]
  if ('const' in rule) return rule['const']
  for (const key of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(rule[key])) return synthesizeJson(rule[key][0], depth + 1)
  const type = Array.isArray(rule['type']) ? rule['type'][0] : rule['type']
  switch (type) {
    case 'string':
      return ''
    case 'number':
    case 'integer':
      return typeof rule['minimum'] === 'number' ? rule['minimum'] : 0
    case 'boolean':
      return false
    case 'null':
      return null
    case 'array':
      return Array.from({ length: typeof rule['minItems'] === 'number' ? Math.min(rule['minItems'], 16) : 0 }, () =>
        synthesizeJson(rule['items'], depth + 1),
      )
    default: {
      const properties = (rule['properties'] ?? {}) as Record<string, unknown>
      const required = Array.isArray(rule['required']) ? rule['required'].filter((key) => typeof key === 'string') : []
      return Object.fromEntries(required.map((key) => [key, synthesizeJson(properties[key], depth + 1)]))
    }
  }
}
