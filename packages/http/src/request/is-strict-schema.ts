import type { JsonSchema } from '@signalbox/core'

const notInStrict = ['allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'patternProperties']

/**
 * Whether a schema keeps to what OpenAI asks of strict ones: an object at its root, and every object closed with all it has required.
 * https://platform.openai.com/docs/guides/structured-outputs
 */
export function isStrictSchema(schema: JsonSchema | undefined): boolean {
  return schema?.['type'] === 'object' && isStrict(schema)
}

function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true
  const { type, properties, required, additionalProperties, items, anyOf, $defs, definitions } = schema as JsonSchema
  if (notInStrict.some((keyword) => Object.hasOwn(schema, keyword))) return false
  const isObject = type === 'object' || (Array.isArray(type) && type.includes('object')) || properties !== undefined
  if (isObject) {
    const needed = new Set(Array.isArray(required) ? required : [])
    if (additionalProperties !== false || !Object.keys(properties ?? {}).every((name) => needed.has(name))) return false
  }
  return [properties, items === undefined ? undefined : [items], anyOf, $defs, definitions].every((inner) =>
    Object.values(inner ?? {}).every(isStrict),
  )
}
