import type { SignalboxConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'

const noLimit = 'LiteLLM has no limit that asks for it.'
const stated = 'LiteLLM states it to callers, and calls the deployment all the same.'
const noDates = 'LiteLLM has no dates: the price of the moment of the export is written.'

/** Sections that LiteLLM has nothing for. */
const sections: Readonly<Record<string, string>> = {
  name: 'LiteLLM does not name its policy.',
  explore: 'LiteLLM draws no share of requests for other tiers.',
  shadow:
    'LiteLLM mirrors all that a deployment gets to its `silent_model`, without a share or a budget: set it there.',
  alarm: 'LiteLLM has no tiers, and so no rate at which requests go up.',
  constraints: 'LiteLLM checks no hard limits before each call: leave such targets out.',
  baseline: 'LiteLLM does not compare with a baseline.',
  ledger: 'LiteLLM records requests in a Postgres database: set database_url.',
  gateway: 'LiteLLM takes it from its command line, or has no such setting.',
}

/** What becomes of facts about models and targets, and of whole sections; what is said of a setting elsewhere stands. */
export function sayFacts({ targets, models = [] }: SignalboxConfig, say: SettingsAccount['say']): void {
  for (const [section, note] of Object.entries(sections)) say([section], 'not-carried', note)
  say(['pinnedMayFallBack'], 'carried')
  targets.forEach(({ prices }, index) => {
    const of = (key: string): readonly (string | number)[] => ['targets', index, key]
    say(['targets', index], 'carried')
    for (const key of ['region', 'jurisdiction', 'retentionDays', 'tools', 'jsonSchema', 'logprobs'])
      say(of(key), 'not-carried', noLimit)
    for (const key of ['contextTokens', 'maxOutputTokens']) say(of(key), 'different', stated)
    say(of('assumedPrice'), 'not-carried', 'LiteLLM has no prices that are only assumed.')
    if (isDated(prices)) say(of('prices'), 'different', noDates)
  })
  models.forEach(({ prices }, index) => {
    const of = (key: string): readonly (string | number)[] => ['models', index, key]
    say(['models', index], 'not-carried', noLimit)
    for (const key of ['id', 'prices', 'outputModalities']) say(of(key), 'carried')
    for (const key of ['contextTokens', 'maxOutputTokens']) say(of(key), 'different', stated)
    if (isDated(prices)) say(of('prices'), 'different', noDates)
  })
}

function isDated(prices: unknown): boolean {
  return Array.isArray(prices) && prices.length > 1
}
