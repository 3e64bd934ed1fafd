import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTokenCheck } from './token-check.ts'

const check = createTokenCheck(['first-token', 'second-token'])
const head =
  (headers: Readonly<Record<string, string>>): ((name: string) => string | undefined) =>
  (name) =>
    Object.hasOwn(headers, name) ? headers[name] : undefined

describe('a head', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a bearer token', { authorization: 'Bearer first-token' }],
    ['the other one', { authorization: 'Bearer second-token' }],
    ['the scheme in small letters', { authorization: 'bearer first-token' }],
    ['a key', { 'x-api-key': 'second-token' }],
    ['a good key beside a wrong bearer', { authorization: 'Bearer other', 'x-api-key': 'first-token' }],
    ['a good bearer beside a wrong key', { authorization: 'Bearer first-token', 'x-api-key': 'other' }],
  ])('with %s comes in', (_, headers) => expect(check(head(headers))).toBe(true))

  it.each<[string, Readonly<Record<string, string>>]>([
    ['nothing', {}],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['an empty key', { 'x-api-key': '' }],
    ['the token and no scheme', { authorization: 'first-token' }],
    ['another scheme', { authorization: 'Basic first-token' }],
    ['a piece of a token', { authorization: 'Bearer first' }],
    ['more than a token', { 'x-api-key': 'first-token ' }],
    ['both tokens', { authorization: 'Bearer first-token second-token' }],
    ['another case', { 'x-api-key': 'First-token' }],
  ])('with %s does not', (_, headers) => expect(check(head(headers))).toBe(false))
})

it('takes a key if and only if it is one of the tokens', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
      fc.string(),
      fc.nat(),
      (tokens, other, pick) => {
        const takes = createTokenCheck(tokens)
        expect(takes(head({ 'x-api-key': tokens[pick % tokens.length] ?? '' }))).toBe(true)
        expect(takes(head({ 'x-api-key': other }))).toBe(tokens.includes(other))
      },
    ),
  )
})

it.each([[[]], [['']], [['a', '']]])('%j would be no lock', (tokens) => {
  expect(() => createTokenCheck(tokens)).toThrow(/at least one token/)
})
