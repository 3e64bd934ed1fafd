import { expect, it } from 'vitest'
import { onlyThisMachine } from './only-this-machine.ts'

const ask = (headers: Readonly<Record<string, string>>): boolean => onlyThisMachine((name) => headers[name])

it.each<[string, Readonly<Record<string, string>>]>([
  ['an address', { host: '127.0.0.1:8787' }],
  ['a name', { host: 'localhost:8787' }],
  ['IPv6', { host: '[::1]:8787' }],
  ['no port', { host: 'localhost' }],
  ['a page of this machine', { host: 'localhost:8787', origin: 'http://localhost:3000' }],
])('%s is this machine', (_, headers) => expect(ask(headers)).toBe(true))

it.each<[string, Readonly<Record<string, string>>]>([
  ['no host', {}],
  ["a name that somebody's page points here", { host: 'rebound.example:8787' }],
  ['a name that begins like ours', { host: 'localhost.example' }],
  ['an address in a name', { host: '127.0.0.1.example' }],
  ['a user in front', { host: '127.0.0.1@rebound.example' }],
  ['a page of another site', { host: '127.0.0.1:8787', origin: 'https://elsewhere.example' }],
  ['a page without an origin', { host: '127.0.0.1:8787', origin: 'null' }],
])('%s is not', (_, headers) => expect(() => ask(headers)).toThrow(/no token/))
