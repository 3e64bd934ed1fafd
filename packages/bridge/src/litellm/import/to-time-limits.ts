import type { SettingPath } from '../../import/setting-path.ts'
import { toMap, type SettingMap } from '../../import/value-at.ts'
import type { ImportContext } from './import-context.ts'
import { longestOfAll } from './model-rows.ts'
import type { DeployedTarget } from './to-targets.ts'

/** In seconds; undefined: the file does not say. */
export interface TimeLimits {
  /** Of one attempt. */
  readonly timeout: number | undefined
  /** Of each wait within a stream. */
  readonly streamTimeout: number | undefined
}

/**
 * The longest that any deployment has: its own, else `request_timeout` of the file, which bounds each attempt, else the router's. So
 * nothing is cut that LiteLLM would not cut.
 */
export function toTimeLimits(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  { account, environment }: ImportContext,
): TimeLimits {
  const at = (section: string, name: string): SettingPath => [section, name]
  const read = ([section = '', name = '']: SettingPath): number | undefined =>
    environment.toNumber(toMap(data[String(section)])[String(name)])
  const router = at('router_settings', 'timeout')
  const module = at('litellm_settings', 'request_timeout')
  const isBoth = read(router) !== undefined && read(module) !== undefined
  if (isBoth) account.say(router, 'not-carried', 'litellm_settings.request_timeout wins over it.')
  const stream = at('router_settings', 'stream_timeout')

  const longest = (names: readonly string[], ...general: readonly SettingPath[]): number | undefined => {
    const own = deployed.map(({ deployment: { params } }) =>
      names.map((name) => environment.toNumber(params[name])).find((one) => one !== undefined),
    )
    const place = general.find((path) => read(path) !== undefined)
    const known = own.filter((one) => one !== undefined)
    const most = known.length === 0 ? undefined : Math.max(...known)
    const shared = place && read(place)
    if (place === undefined || shared === undefined) return most
    if (most === undefined) return shared
    if (known.length === own.length || most > shared) account.say(place, 'different', longestOfAll)
    return known.length === own.length ? most : Math.max(most, shared)
  }
  return {
    timeout: longest(['timeout', 'request_timeout'], ...(isBoth ? [module] : [router, module])),
    streamTimeout: longest(['stream_timeout'], stream),
  }
}
