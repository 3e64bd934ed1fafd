import type { Failure, FailureKind } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toFailureFacts } from './to-error-reply.ts'

it.each<[FailureKind, string]>([
  ['upstream-timeout', 'upstream_timeout'],
  ['gap-timeout', 'upstream_gap_timeout'],
  ['reset', 'upstream_reset'],
  ['rate-limit', 'rate_limit_exceeded'],
])('the code of %s is %s', (kind, code) => {
  const failure = { kind, message: 'It broke.' } as Failure
  expect(toFailureFacts(failure).code).toBe(code)
})
