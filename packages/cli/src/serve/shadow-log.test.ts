import type { Outcome } from '@signalbox/core'
import type { ShadowEvent } from '@signalbox/quality'
import { expect, it } from 'vitest'
import { toShadowLine, toShadowSum } from './shadow-log.ts'

const base = { study: 'spring', requestId: 'r' }
const outcome = (kind: Outcome['kind'], failure?: object): Outcome =>
  ({ kind, cost: { usd: 0.01 }, attempts: [{ target: 'x' }], failure }) as unknown as Outcome

it.each<[ShadowEvent, string, object]>([
  [
    { type: 'shadow-end', ...base, outcome: outcome('served') },
    'debug',
    { outcome: 'served', target: 'x', costUsd: 0.01 },
  ],
  [
    { type: 'shadow-end', ...base, outcome: outcome('failed', { kind: 'server-error' }) },
    'warn',
    { error: 'server-error' },
  ],
  [{ type: 'shadow-drop', ...base, reason: 'busy' }, 'debug', { reason: 'busy' }],
  [{ type: 'shadow-error', ...base, error: new Error('of when') }, 'warn', { error: 'of when' }],
])('%j is told at %s', (event, level, fields) => {
  expect(toShadowLine(event)).toMatchObject({ level, message: event.type, fields: { ...base, ...fields } })
})

it('what it has done in all is told where it has done something', () => {
  const none = { sent: 0, failed: 0, dropped: {}, running: 0, costUsd: 0, isCostLowerBound: false }
  expect(toShadowSum('spring', none)).toBeUndefined()
  expect(toShadowSum('spring', { ...none, dropped: { busy: 2 } })).toEqual({
    level: 'info',
    message: 'shadow',
    fields: { study: 'spring', sent: 0, failed: 0, dropped: { busy: 2 }, costUsd: 0, isCostLowerBound: false },
  })
})
