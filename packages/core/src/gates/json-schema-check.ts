import type { JsonSchema } from '../request/json-schema.ts'

const deepest = 32
/** A schema that refers to itself from several branches doubles with each level; what lies beyond is not looked at. */
const mostSteps = 20_000

interface Walk {
  readonly root: JsonSchema
  stepsLeft: number
}

/**
 * The first way a value breaks a JSON Schema; undefined = none found. Covers the keywords that response formats and tools use
 * (type, enum, const, properties, required, additionalProperties, items, bounds, anyOf, oneOf, allOf, local $ref); others pass,
 * since a gate must not escalate for want of understanding. Patterns are not run: they come from callers.
 */
export function checkSchema(value: unknown, schema: JsonSchema): string | undefined {
  return check(value, schema, { root: schema, stepsLeft: mostSteps }, '$', 0)
}

function check(value: unknown, schema: unknown, walk: Walk, at: string, depth: number): string | undefined {
  if (walk.stepsLeft-- <= 0) return undefined
  if (schema === false) return `${at} is not allowed`
  if (typeof schema !== 'object' || schema === null || depth > deepest) return undefined
  const rule = schema as Record<string, unknown>
  if (typeof rule['$ref'] === 'string') return check(value, resolve(rule['$ref'], walk.root), walk, at, depth + 1)
  return (
    checkType(value, rule['type'], at) ??
    checkEnum(value, rule, at) ??
    checkBounds(value, rule, at) ??
    checkObject(value, rule, walk, at, depth) ??
    checkArray(value, rule, walk, at, depth) ??
    checkCombined(value, rule, walk, at, depth)
  )
}

function resolve(reference: string, root: JsonSchema): unknown {
  if (reference === '#') return root
  if (!reference.startsWith('#/')) return undefined
  let node: unknown = root
  for (const key of reference.slice(2).split('/')) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined
    node = (node as Record<string, unknown>)[name]
  }
  return node
}

function checkType(value: unknown, type: unknown, at: string): string | undefined {
  if (type === undefined) return undefined
  const wanted: readonly unknown[] = Array.isArray(type) ? type : [type]
  const actual = typeOf(value)
  if (wanted.includes(actual) || (actual === 'integer' && wanted.includes('number'))) return undefined
  return `${at} is ${actual}, not ${wanted.join(' or ')}`
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function checkEnum(value: unknown, rule: Record<string, unknown>, at: string): string | undefined {
  const text = JSON.stringify(value)
  if (Array.isArray(rule['enum']) && !rule['enum'].some((one) => JSON.stringify(one) === text))
    return `${at} is none of the allowed values`
  if ('const' in rule && JSON.stringify(rule['const']) !== text) return `${at} is not the required value`
  return undefined
}

function checkBounds(value: unknown, rule: Record<string, unknown>, at: string): string | undefined {
  const number = (key: string): number | undefined => (typeof rule[key] === 'number' ? rule[key] : undefined)
  if (typeof value === 'number') {
    if (value < (number('minimum') ?? -Infinity) || value <= (number('exclusiveMinimum') ?? -Infinity))
      return `${at} is too small`
    if (value > (number('maximum') ?? Infinity) || value >= (number('exclusiveMaximum') ?? Infinity))
      return `${at} is too large`
  } else if (typeof value === 'string' || Array.isArray(value)) {
    const [least, most] = typeof value === 'string' ? ['minLength', 'maxLength'] : ['minItems', 'maxItems']
    const length = typeof value === 'string' ? [...value].length : value.length
    if (length < (number(least) ?? 0)) return `${at} is too short`
    if (length > (number(most) ?? Infinity)) return `${at} is too long`
  }
  return undefined
}

function checkObject(
  value: unknown,
  rule: Record<string, unknown>,
  walk: Walk,
  at: string,
  depth: number,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const object = value as Record<string, unknown>
  const required: readonly unknown[] = Array.isArray(rule['required']) ? rule['required'] : []
  const missing = required.find((key) => typeof key === 'string' && !Object.hasOwn(object, key))
  if (missing !== undefined) return `${at}.${String(missing)} is missing`
  const properties = (rule['properties'] ?? {}) as Record<string, unknown>
  for (const [key, one] of Object.entries(object)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : rule['additionalProperties']
    const problem =
      schema === undefined || schema === true ? undefined : check(one, schema, walk, `${at}.${key}`, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function checkArray(
  value: unknown,
  rule: Record<string, unknown>,
  walk: Walk,
  at: string,
  depth: number,
): string | undefined {
  if (!Array.isArray(value)) return undefined
  for (const [index, one] of value.entries()) {
    const problem =
      rule['items'] === undefined ? undefined : check(one, rule['items'], walk, `${at}[${index}]`, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function checkCombined(
  value: unknown,
  rule: Record<string, unknown>,
  walk: Walk,
  at: string,
  depth: number,
): string | undefined {
  const problems = (key: string): (string | undefined)[] | undefined =>
    Array.isArray(rule[key]) ? rule[key].map((one) => check(value, one, walk, at, depth + 1)) : undefined
  const every = problems('allOf')?.find((problem) => problem !== undefined)
  if (every !== undefined) return every
  const any = problems('anyOf')
  if (any !== undefined && any.every((problem) => problem !== undefined))
    return `${at} matches none of the alternatives`
  const one = problems('oneOf')?.filter((problem) => problem === undefined)
  return one !== undefined && one.length !== 1 ? `${at} matches ${one.length} alternatives, not exactly one` : undefined
}
