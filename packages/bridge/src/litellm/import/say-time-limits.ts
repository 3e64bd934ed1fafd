import type { SettingPath } from '../../import/setting-path.ts'
import { toMap, type SettingMap } from '../../import/value-at.ts'
import type { ImportContext } from './import-context.ts'
import type { DeployedTarget } from './to-targets.ts'

/** In ms, as they are written; undefined: the default of the config holds. */
export interface WrittenLimits {
  readonly timeoutMs: number
  readonly gapMs: number | undefined
  /** Whether the file says how long an attempt may take. */
  readonly isGiven: boolean
}

/** Says what is written in place of time limits whose variable is not set, and of one that the file does not give. */
export function sayTimeLimits(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  { timeoutMs, gapMs, isGiven }: WrittenLimits,
  { account, environment }: ImportContext,
): void {
  const written = `${timeoutMs / 1_000} s are written (execution.firstTokenTimeoutMs)`
  const ofGaps = gapMs === undefined ? 'nothing is written' : `${gapMs / 1_000} s are written (execution.gapTimeoutMs)`
  let isUnset = false
  const look = (value: unknown, path: SettingPath): void => {
    const variable = environment.variableOf(value)
    if (variable === undefined || environment.lookUp(variable) !== undefined) return
    const isOfGaps = path.at(-1) === 'stream_timeout'
    isUnset ||= !isOfGaps
    account.say(
      path,
      'not-carried',
      `The environment variable ${variable} is not set: ${isOfGaps ? ofGaps : written} in its place. Set it and import again.`,
    )
  }
  for (const { deployment } of deployed)
    for (const name of ['timeout', 'request_timeout', 'stream_timeout'])
      look(deployment.params[name], deployment.at(name))
  for (const [section, name] of [
    ['router_settings', 'timeout'],
    ['router_settings', 'stream_timeout'],
    ['litellm_settings', 'request_timeout'],
  ] as const)
    look(toMap(data[section])[name], [section, name])
  if (!isGiven && !isUnset)
    account.sayAbsent(
      ['router_settings', 'timeout'],
      'different',
      `The file does not say it, and LiteLLM would wait for 6,000 s: ${written}. Raise it where replies take longer.`,
    )
}
