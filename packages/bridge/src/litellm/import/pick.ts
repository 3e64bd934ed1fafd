import { toMap, type SettingMap } from '../../import/value-at.ts'
import type { ImportContext } from './import-context.ts'

/** Of two sections that both have a setting, `router_settings` wins, as in LiteLLM; an empty list gives way to the other. */
export function pick(
  data: SettingMap,
  name: string,
  { account }: Pick<ImportContext, 'account'>,
): { readonly section: string; readonly value: unknown } {
  const router = toMap(data['router_settings'])[name]
  const module = toMap(data['litellm_settings'])[name]
  if (router === undefined || router === null || (Array.isArray(router) && router.length === 0))
    return { section: 'litellm_settings', value: module }
  if (module !== undefined && module !== null)
    account.say(['litellm_settings', name], 'not-carried', `router_settings.${name} wins over it.`)
  return { section: 'router_settings', value: router }
}
