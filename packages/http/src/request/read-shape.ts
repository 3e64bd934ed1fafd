import type { z } from 'zod'
import { BadRequest } from './bad-request.ts'
import { toFieldPath } from './field-path.ts'

type Issue = z.core.$ZodIssue

const maxEchoLength = 60

/** What people call the shapes that zod names. */
const shapes: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

/** A value of the shape it has to have; `path` is where it stands in the body. @throws BadRequest for the first thing wrong */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, path = ''): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw issue === undefined ? wrongType(path, 'another value', value) : toBadRequest(issue, value, path)
}

/** A field that only some kinds of its object need. @throws BadRequest */
export function required<T>(value: T | null | undefined, path: string): T {
  if (value === undefined || value === null) throw missing(path)
  return value
}

export function missing(path: string): BadRequest {
  return new BadRequest(`Missing required parameter: '${path}'.`, { param: path, code: 'missing_required_parameter' })
}

export function wrongType(path: string, expected: string, value: unknown): BadRequest {
  return new BadRequest(`Invalid type for '${path}': expected ${expected}, but got ${shapeOf(value)}.`, {
    param: path,
    code: 'invalid_type',
  })
}

export function wrongValue(path: string, expected: string, value?: unknown): BadRequest {
  const got = value === undefined ? '' : `, but got ${echo(value)}`
  return new BadRequest(`Invalid value for '${path}': expected ${expected}${got}.`, {
    param: path,
    code: 'invalid_value',
  })
}

function toBadRequest(issue: Issue, data: unknown, base: string): BadRequest {
  const value = valueAt(data, issue.path)
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = toFieldPath([...issue.path, ...keys], base)
  if (issue.code === 'unrecognized_keys')
    return new BadRequest(`Unknown parameter: '${path}'. ${issue.message}`, { param: path, code: 'unknown_parameter' })
  if (value === undefined) return missing(path)
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(path, shapes[issue.expected] ?? issue.expected, value)
    case 'invalid_value':
      return wrongValue(path, `one of ${issue.values.map((one) => `'${String(one)}'`).join(', ')}`, value)
    case 'too_small':
      return wrongValue(
        path,
        `${issue.exact === true ? 'exactly' : 'at least'} ${amount(issue.minimum, issue.origin)}`,
        sized(value),
      )
    case 'too_big':
      return wrongValue(path, `at most ${amount(issue.maximum, issue.origin)}`, sized(value))
    case 'invalid_format':
      return wrongValue(path, issue.message)
    default:
      return wrongType(path, issue.message, value)
  }
}

function amount(limit: number | bigint, origin: string): string {
  const units: Readonly<Record<string, string>> = { string: 'character', array: 'item' }
  const unit = units[origin]
  return unit === undefined ? String(limit) : `${limit} ${unit}${limit === 1 ? '' : 's'}`
}

/** How many there are says more than what they are. */
function sized(value: unknown): unknown {
  return typeof value === 'string' || Array.isArray(value) ? value.length : value
}

function shapeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'an infinite number'
  return shapes[typeof value] ?? 'something else'
}

function echo(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.length > maxEchoLength ? `${value.slice(0, maxEchoLength)}…` : value}'`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : shapeOf(value)
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    data,
  )
}
