import type { RouterEvent } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toEventLine } from './event-log.ts'

it.each<[RouterEvent, unknown]>([
  [{ type: 'breaker-open', key: 'key:A' }, { key: 'key:A' }],
  [{ type: 'breaker-close', key: 'key:A' }, { key: 'key:A' }],
  [
    { type: 'ledger-error', requestId: 'r', row: 'outcome', error: new Error('the disk is full') },
    { requestId: 'r', row: 'outcome', error: 'the disk is full' },
  ],
  [
    { type: 'budget-error', requestId: 'r', budget: 'all', error: 'locked' },
    { requestId: 'r', budget: 'all', error: 'locked' },
  ],
])('%o is a warning', (event, fields) => {
  expect(toEventLine(event)).toEqual({ level: 'warn', message: event.type, fields })
})

it('what the lines of requests tell is not told twice', () => {
  expect(toEventLine({ type: 'breaker-probe', key: 'key:A' })).toBeUndefined()
})
