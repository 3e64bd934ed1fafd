import { expect, it } from 'vitest'
import { isLoopbackHost } from './is-loopback-host.ts'

it.each(['localhost', '127.0.0.1', '127.8.0.9', '::1', '[::1]'])('%s is this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true)
})

it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.com', '127.0.0', 'localhost.example.com', '', 'gateway'])(
  '%j may be reached by others',
  (host) => expect(isLoopbackHost(host)).toBe(false),
)
