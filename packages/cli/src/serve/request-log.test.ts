import type { GatewayLogEntry } from '@signalbox/http'
import { expect, it } from 'vitest'
import { toRequestLine } from './request-log.ts'

const entry: GatewayLogEntry = {
  requestId: 'req_1',
  method: 'POST',
  path: '/v1/chat/completions',
  status: 200,
  durationMs: 12.3456,
  outcome: 'served',
  model: 'deepseek/deepseek-v4-pro',
}

it('is the entry, with its time in tenths of a millisecond', () => {
  const { durationMs: _, ...rest } = entry
  expect(toRequestLine(entry)).toEqual({ level: 'info', message: 'request', fields: { ...rest, ms: 12.3 } })
})

it.each<[string, Partial<GatewayLogEntry>, string]>([
  ['served', {}, 'info'],
  ["a client's fault", { status: 404 }, 'warn'],
  ['our fault', { status: 503 }, 'error'],
  ['a stream that broke, whatever its status says', { outcome: 'broken' }, 'error'],
  ['a look at how it is', { method: 'GET', path: '/healthz' }, 'debug'],
  ['metrics without a token', { method: 'GET', path: '/metrics', status: 401 }, 'warn'],
])('%s has a level', (_, more, level) => expect(toRequestLine({ ...entry, ...more }).level).toBe(level))
