import type { SignalboxConfig } from '@signalbox/config'
import type { ImportContext } from './import-context.ts'
import { pick } from './pick.ts'
import { sayTimeLimits } from './say-time-limits.ts'
import type { DeployedTarget } from './to-targets.ts'
import { toTimeLimits } from './to-time-limits.ts'
import type { SettingMap } from '../../import/value-at.ts'

type ExecutionConfig = NonNullable<SignalboxConfig['execution']>

/** LiteLLM's own default is 6,000 s; a minute is long for any first content, and for most replies that are not streamed. */
const defaultTimeoutMs = 60_000
/** More tries than this are of no use to anybody who waits. */
const mostAttempts = 20
/** Some 25 days. A timer that is set for longer goes off at once. */
const longestTimerMs = 2 ** 31 - 1

/** @param longestPlan the most targets that one request may be tried on */
export function toExecution(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  longestPlan: number,
  context: ImportContext,
): ExecutionConfig {
  const retries = context.environment.toNumber(pick(data, 'num_retries', context).value)
  const limits = toTimeLimits(data, deployed, context)
  const timeoutMs = toMs(limits.timeout) ?? defaultTimeoutMs
  const gapMs = toMs(limits.streamTimeout)
  sayTimeLimits(data, deployed, { timeoutMs, gapMs, isGiven: limits.timeout !== undefined }, context)
  const maxAttempts = Math.min(mostAttempts, Math.max(4, longestPlan * (1 + (retries ?? 1))))
  return {
    deadlineMs: Math.min(longestTimerMs, timeoutMs * maxAttempts),
    maxAttempts,
    firstTokenTimeoutMs: timeoutMs,
    ...(gapMs === undefined ? {} : { gapTimeoutMs: gapMs }),
    ...(retries === undefined ? {} : { maxRetriesPerTarget: retries }),
  }
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.min(longestTimerMs, Math.max(1, Math.round(seconds * 1000)))
}
