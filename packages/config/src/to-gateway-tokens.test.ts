import { expect, it } from 'vitest'
import { toGatewayTokens } from './to-gateway-tokens.ts'

const env = { ONE: 'first', TWO: 'second', EMPTY: '' }

it.each([
  ['none', undefined, [], []],
  ['one', '${ONE}', ['first'], []],
  ['several', ['${ONE}', '${TWO}'], ['first', 'second'], []],
  ['a literal one', 'written here', ['written here'], []],
  ['one that is not set', ['${ONE}', '${NONE}'], ['first'], ['NONE']],
  ['an empty one', '${EMPTY}', [], ['EMPTY']],
  ['one that is not set, beside text', 'prefix-${NONE}', [], ['NONE']],
  ['one that is not set, twice', ['${NONE}', 'x${NONE}'], [], ['NONE']],
])('%s', (_, token, tokens, missing) => {
  expect(toGatewayTokens({ gateway: { token } }, env)).toEqual({ tokens, missing })
})
