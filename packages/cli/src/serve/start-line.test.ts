import { expect, it } from 'vitest'
import { startLine, toUrl } from './start-line.ts'

it.each([
  ['127.0.0.1', 'http://127.0.0.1:8787'],
  ['::1', 'http://[::1]:8787'],
])('the address of %s is %s', (host, url) => expect(toUrl(host, 8787)).toBe(url))

it.each([
  ['127.0.0.1', false, /from this machine only: set gateway\.token to \$\{NAME\}/],
  ['127.0.0.1', true, /from this machine only, with a token/],
  ['0.0.0.0', true, /for whoever has the token/],
])('%s, token %s: who may come in is said', (host, hasToken, says) => {
  expect(startLine({ url: 'http://u', host, hasToken })).toMatch(says)
})
