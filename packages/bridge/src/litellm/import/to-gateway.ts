import type { GatewayConfig } from '@signalbox/config'
import type { ImportContext } from './import-context.ts'
import type { DeployedTarget } from './to-targets.ts'
import { toMap, toText, type SettingMap } from '../../import/value-at.ts'

/** Where LiteLLM listens, so that clients keep their address. */
const port = 4000

export function toGateway(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  { environment, account }: ImportContext,
): GatewayConfig {
  const general = toMap(data['general_settings'])
  const module = toMap(data['litellm_settings'])
  const router = toMap(data['router_settings'])
  const token = toToken(general, { environment, account })
  const drops =
    environment.toFlag(module['drop_params']) ??
    (deployed.some(({ deployment }) => environment.toFlag(deployment.params['drop_params']) === true) || undefined)
  const megabytes = environment.toNumber(general['max_request_size_mb'])
  const isVerbose = [module, router].some((one) => environment.toFlag(one['set_verbose']) === true)
  return {
    port,
    ...(token === undefined ? {} : { token }),
    ...(drops === undefined ? {} : { onUnsupported: drops ? 'drop' : 'refuse' }),
    ...(megabytes === undefined || megabytes === 0 ? {} : { maxBodyBytes: toBytes(megabytes) }),
    ...(isVerbose ? { log: 'debug' } : {}),
  }
}

function toBytes(megabytes: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(1, Math.round(megabytes * 1_048_576)))
}

function toToken(
  general: SettingMap,
  { environment, account }: Pick<ImportContext, 'environment' | 'account'>,
): string | undefined {
  const key = toText(general['master_key'])
  if (key === undefined) return undefined
  const path = ['general_settings', 'master_key']
  const variable = environment.variableOf(key)
  if (variable === undefined) {
    const name = environment.nameFor(key, 'LITELLM_MASTER_KEY')
    account.say(path, 'different', `A config has no keys: set the environment variable ${name} to it.`)
    return `\${${name}}`
  }
  if (environment.lookUp(variable) === undefined)
    account.say(path, 'carried', `The environment variable ${variable} is not set; set it where the gateway runs.`)
  return `\${${variable}}`
}
