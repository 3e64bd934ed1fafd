import type { SignalboxConfig } from './signalbox-config.ts'

/** What a file says of a shadow, by the names of `ShadowOptions` in @signalbox/quality, which this package may not import. */
export interface ShadowSettings {
  readonly to: string
  readonly share: number
  readonly budgetUsd: number
  readonly study: string | undefined
  readonly tasks: readonly string[] | undefined
  readonly maxConcurrent: number | undefined
}

/** Undefined = the file has none. */
export function toShadowSettings({
  shadow,
  tiers,
}: Pick<SignalboxConfig, 'shadow' | 'tiers'>): ShadowSettings | undefined {
  if (shadow === undefined) return undefined
  const { to, name, share, budgetUsd, tasks, maxConcurrent } = shadow
  const isTier = tiers.some((tier) => tier.name === to)
  return { to: isTier ? `tier:${to}` : to, share, budgetUsd, study: name, tasks, maxConcurrent }
}
