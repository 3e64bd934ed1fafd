import type { SignalboxConfig } from '@signalbox/config'
import type { Rates } from '@signalbox/core'

type TargetConfig = SignalboxConfig['targets'][number]

/** One price, as a target in a config has it. */
export function toRatesConfig(rates: Rates): Extract<NonNullable<TargetConfig['prices']>, { input: number }> {
  const { cacheReadPerMillionUsd: cacheRead, cacheWritePerMillionUsd: cacheWrite } = rates
  return {
    input: rates.inputPerMillionUsd,
    output: rates.outputPerMillionUsd,
    ...(cacheRead !== undefined && { cacheRead }),
    ...(cacheWrite !== undefined && { cacheWrite }),
  }
}

/** The dearest of several, for where a file cannot say which one counts when. */
export function toDearestRates(rates: readonly Rates[]): NonNullable<TargetConfig['assumedPrice']> {
  return {
    input: Math.max(...rates.map(({ inputPerMillionUsd }) => inputPerMillionUsd)),
    output: Math.max(...rates.map(({ outputPerMillionUsd }) => outputPerMillionUsd)),
  }
}
