import type { SignalboxConfig } from '@signalbox/config'
import { pick } from './fallback-lists.ts'
import type { ImportContext } from './import-context.ts'
import type { DeployedTarget } from './to-targets.ts'
import { toMap, type SettingMap } from '../../import/value-at.ts'

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
  const { environment } = context
  const retries = environment.toNumber(pick(data, 'num_retries', context).value)
  const timeoutMs = toTimeoutMs(data, deployed, context) ?? defaultTimeoutMs
  const gapMs =
    toMs(environment.toNumber(toMap(data['router_settings'])['stream_timeout'])) ??
    longest(deployed, 'stream_timeout', context)
  const maxAttempts = Math.min(mostAttempts, Math.max(4, longestPlan * (1 + (retries ?? 1))))
  return {
    deadlineMs: Math.min(longestTimerMs, timeoutMs * maxAttempts),
    maxAttempts,
    firstTokenTimeoutMs: timeoutMs,
    ...(gapMs === undefined ? {} : { gapTimeoutMs: gapMs }),
    ...(retries === undefined ? {} : { maxRetriesPerTarget: retries }),
  }
}

function toTimeoutMs(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  context: ImportContext,
): number | undefined {
  const { environment, account } = context
  const router = toMs(environment.toNumber(toMap(data['router_settings'])['timeout']))
  const module = toMs(environment.toNumber(toMap(data['litellm_settings'])['request_timeout']))
  if (router !== undefined && module !== undefined)
    account.say(['litellm_settings', 'request_timeout'], 'not-carried', 'router_settings.timeout wins over it.')
  const own = longest(deployed, 'timeout', context) ?? longest(deployed, 'request_timeout', context)
  if ((router ?? module) !== undefined)
    for (const { deployment } of deployed)
      for (const name of ['timeout', 'request_timeout'])
        if (deployment.params[name] !== undefined)
          account.say(
            deployment.at(name),
            'not-carried',
            'Time limits hold for all targets here; that of the router is taken.',
          )
  return router ?? module ?? own
}

function longest(
  deployed: readonly DeployedTarget[],
  name: string,
  { environment }: ImportContext,
): number | undefined {
  const all = deployed.flatMap(({ deployment }) => toMs(environment.toNumber(deployment.params[name])) ?? [])
  return all.length === 0 ? undefined : Math.max(...all)
}

function toMs(seconds: number | undefined): number | undefined {
  return seconds === undefined || seconds <= 0
    ? undefined
    : Math.min(longestTimerMs, Math.max(1, Math.round(seconds * 1000)))
}
