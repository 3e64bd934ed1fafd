import type { Constraints, Rates } from '@signalbox/core'
import type { OpenrouterProvider } from './openrouter-provider.ts'

/**
 * What a policy's constraints demand of OpenRouter's hosts; undefined = nothing.
 *
 * `maxRetentionDays`: OpenRouter knows no days, so any limit asks for hosts that keep nothing. `maxCostUsd`: the prices that the ceiling
 * is reckoned with are the most that a host may ask. What the other constraints ask for is decided before OpenRouter is called.
 * @param rates of the target, the dearest of its tiers; undefined = not known, and then a ceiling has rejected the target
 */
export function toPolicyProvider(constraints: Constraints, rates?: Rates): OpenrouterProvider | undefined {
  const provider: OpenrouterProvider = {
    ...(constraints.maxRetentionDays !== undefined && { zdr: true, data_collection: 'deny' }),
    ...(constraints.maxCostUsd !== undefined &&
      rates !== undefined && {
        max_price: { prompt: rates.inputPerMillionUsd, completion: rates.outputPerMillionUsd },
      }),
  }
  return Object.keys(provider).length === 0 ? undefined : provider
}
