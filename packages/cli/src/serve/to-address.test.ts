import type { GatewayConfig } from '@signalbox/config'
import { expect, it } from 'vitest'
import { toAddress } from './to-address.ts'

it.each<[{ host?: string; port?: string }, GatewayConfig | undefined, string]>([
  [{}, undefined, '127.0.0.1:8787'],
  [{}, { port: 9000 }, '127.0.0.1:9000'],
  [{ port: '0' }, { port: 9000, host: '::1' }, '::1:0'],
  [{ host: '0.0.0.0' }, { host: '127.0.0.1' }, '0.0.0.0:8787'],
])('%j over %j is %s', (options, gateway, address) => {
  const { host, port } = toAddress(options, { gateway, hasToken: true })
  expect(`${host}:${port}`).toBe(address)
})

it.each(['0.0.0.0', '::', 'gateway.example'])('%s is refused without a token, and says the remedy', (host) => {
  expect(() => toAddress({ host }, { hasToken: false })).toThrow(/there is no token\. Set gateway\.token to \$\{NAME\}/)
})

it.each(['', ' ', 'abc', '-1', '65536', '80.5'])('--port %j is refused', (port) => {
  expect(() => toAddress({ port }, { hasToken: true })).toThrow(/--port.*whole number/)
})
