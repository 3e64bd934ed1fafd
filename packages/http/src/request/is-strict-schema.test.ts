import { describe, expect, it } from 'vitest'
import { isStrictSchema } from './is-strict-schema.ts'

const closed = (properties: object, more: object = {}): Record<string, unknown> => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const text = { type: 'string' }

describe('a schema that OpenAI takes as strict', () => {
  it.each<[string, boolean, Record<string, unknown> | undefined]>([
    ['nothing', false, undefined],
    ['anything', false, {}],
    ['an object without fields', true, closed({})],
    ['fields, all required', true, closed({ a: text, type: text, not: text })],
    ['an open object', false, { ...closed({ a: text }), additionalProperties: undefined }],
    ['more fields of a kind', false, closed({ a: text }, { additionalProperties: text })],
    ['a field that may be missing', false, closed({ a: text }, { required: [] })],
    ['a list at the root', false, { type: 'array', items: text }],
    ['a closed object in a list', true, closed({ a: { type: 'array', items: closed({ b: text }) } })],
    ['an open object in a list', false, closed({ a: { type: 'array', items: { type: 'object' } } })],
    ['a choice of closed ones', true, closed({ a: { anyOf: [closed({}), { type: 'null' }] } })],
    ['a choice with an open one', false, closed({ a: { anyOf: [{ type: ['object', 'null'] }] } })],
    ['a definition', true, closed({ a: { $ref: '#/$defs/b' } }, { $defs: { b: closed({}) } })],
    ['an open definition', false, closed({}, { $defs: { b: { properties: {} } } })],
    ['what strict has not', false, closed({}, { allOf: [] })],
  ])('%s: %s', (_, expected, schema) => {
    expect(isStrictSchema(schema)).toBe(expected)
  })
})
