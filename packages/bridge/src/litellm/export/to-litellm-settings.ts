import type { SignalboxConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'

const durations = { hour: '1h', day: '1d', month: '1mo', ever: '36500d' } as const

/** Fields no deployment takes, and what may be spent. */
export function toLitellmSettings(
  { gateway, budgets = [] }: SignalboxConfig,
  say: SettingsAccount['say'],
): Readonly<Record<string, unknown>> {
  if (gateway?.onUnsupported !== undefined) say(['gateway', 'onUnsupported'], 'carried')
  const shared = budgets.findIndex(({ per }) => per === undefined)
  budgets.forEach(({ per }, index) => {
    if (index === shared)
      say(
        ['budgets', index],
        'different',
        'LiteLLM counts what is spent only with a database, and periods from its own start.',
      )
    else
      say(
        ['budgets', index],
        'not-carried',
        per === 'tenant'
          ? 'LiteLLM keeps budgets of callers with their virtual keys, in its database: make a key with max_budget for each.'
          : 'LiteLLM has one budget for all requests: the first is taken.',
      )
  })
  const budget = budgets[shared]
  if (budget?.whenStoreFails !== undefined)
    say(['budgets', shared, 'whenStoreFails'], 'not-carried', 'LiteLLM has no such choice.')
  return {
    drop_params: gateway?.onUnsupported !== 'refuse',
    ...(budget && { max_budget: budget.limitUsd, budget_duration: durations[budget.period] }),
  }
}
