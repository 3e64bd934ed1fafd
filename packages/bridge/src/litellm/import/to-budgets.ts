import type { SignalboxConfig } from '@signalbox/config'
import type { ImportContext } from './import-context.ts'
import type { DeployedTarget } from './to-targets.ts'
import { toMap, toText, type SettingMap } from '../../import/value-at.ts'

type BudgetConfig = NonNullable<SignalboxConfig['budgets']>[number]

const calendar = 'LiteLLM counts from the first request on; Signalbox by calendar, in UTC.'
const periods: readonly (readonly [durations: RegExp, period: BudgetConfig['period']])[] = [
  [/^(1h|60m|3600s)$/, 'hour'],
  [/^(1d|24h|86400s|daily)$/, 'day'],
  [/^(1mo|30d|monthly)$/, 'month'],
]

/** `max_budget` over all requests. */
export function toBudgets(
  data: SettingMap,
  deployed: readonly DeployedTarget[],
  { environment, account }: ImportContext,
): readonly BudgetConfig[] {
  const module = toMap(data['litellm_settings'])
  const limitUsd = environment.toNumber(module['max_budget'])
  const at = (name: string): readonly string[] => ['litellm_settings', name]
  const refuse = (note: string): readonly BudgetConfig[] => {
    account.say(at('max_budget'), 'not-carried', note)
    if (module['budget_duration'] !== undefined)
      account.say(at('budget_duration'), 'not-carried', 'max_budget is not carried.')
    return []
  }
  const duration = toText(module['budget_duration'])
  if (limitUsd === undefined || limitUsd === 0) {
    if (duration !== undefined) account.say(at('budget_duration'), 'not-carried', 'There is no max_budget.')
    if (limitUsd === 0) account.say(at('max_budget'), 'carried', '0 is no limit.')
    return []
  }
  const period = duration === undefined ? 'ever' : periods.find(([pattern]) => pattern.test(duration))?.[1]
  if (period === undefined) return refuse('Budgets are per hour, day or month, or for ever; choose one under budgets.')
  const unpriced = deployed.filter(({ blendedPrice }) => blendedPrice === undefined)
  if (unpriced.length > 0) {
    const names = unpriced.map(({ target }) => target.id)
    return refuse(
      `Under a budget no target of unknown price may serve, and there are ${names.length} (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}); declare their prices, then add budgets: [{ name: all, limitUsd: ${limitUsd}, period: ${period} }].`,
    )
  }
  if (duration !== undefined) account.say(at('budget_duration'), 'different', calendar)
  return [{ name: 'all', limitUsd, period }]
}
