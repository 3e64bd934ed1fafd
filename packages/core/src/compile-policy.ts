import type { ModelCard } from './catalog/model-card.ts'
import { costNanoUsd } from './catalog/cost-of.ts'
import type { Price } from './catalog/price.ts'
import { priceAt } from './catalog/price-at.ts'
import { priceOfTarget } from './catalog/price-of-target.ts'
import type { Target } from './catalog/target.ts'
import type { TokenCounts } from './catalog/token-counts.ts'
import { ConfigurationError } from './errors/configuration-error.ts'
import { defaultExecution, type ExecutionOptions } from './execution/execution-options.ts'
import type { Constraints } from './request/constraints.ts'
import { provePolicy } from './policy/policy-proof.ts'
import { fnv1a } from './ports/seeded-random.ts'
import type { RouterOptions } from './router-options.ts'

/** A policy checked and made ready: everything that can be worked out before the first request. */
export interface CompiledPolicy {
  readonly name: string
  /** Changes when anything in the policy does. */
  readonly version: string
  readonly targets: ReadonlyMap<string, Target>
  readonly tierRank: ReadonlyMap<string, number>
  readonly constraints: Constraints
  readonly execution: ExecutionOptions
  readonly aliases: Readonly<Record<string, string>>
  readonly targetOf: (id: string) => Target
  readonly cardOf: (target: Target) => ModelCard | undefined
  readonly priceOf: (target: Target, atMs: number) => Price | undefined
  /** Cost of these tokens on the baseline model; undefined = no baseline. */
  readonly baselineOf: (
    counts: TokenCounts,
    atMs: number,
  ) => { readonly model: string; readonly nanoUsd: number | undefined } | undefined
}

/** @throws ConfigurationError naming every place that cannot work. */
export function compilePolicy(options: RouterOptions, nowMs: number): CompiledPolicy {
  const { catalog, tiers, strategy, baseline } = options
  const aliases = options.aliases ?? {}
  const constraints = options.constraints ?? {}
  const proof = provePolicy({ ...options, aliases, constraints, nowMs })
  const errors = proof.filter((issue) => issue.severity === 'error').map((issue) => issue.message)
  if (errors.length > 0) throw new ConfigurationError(errors)

  const targets = new Map(options.targets.map((target) => [target.id, target]))
  const targetOf = (id: string): Target => {
    const target = targets.get(id)
    if (target === undefined)
      throw new ConfigurationError([`A plan names the target "${id}", which the router does not have.`])
    return target
  }
  const cardOf = (target: Target): ModelCard | undefined => catalog.find(target.model)
  const priceOf = (target: Target, atMs: number): Price | undefined => {
    const card = cardOf(target)
    return card === undefined ? undefined : priceOfTarget(target, card, atMs)
  }
  const baselineTarget = options.targets.find((target) => target.model === baseline)
  const baselineCard = baseline === undefined ? undefined : catalog.find(baseline)
  const baselinePrice = (atMs: number): Price | undefined => {
    if (baselineTarget !== undefined) return priceOf(baselineTarget, atMs)
    // Without a target of its own the model's first schedule counts: the vendor's own where it sells itself.
    const provider = baselineCard?.prices[0]?.provider
    return baselineCard === undefined || provider === undefined ? undefined : priceAt(baselineCard, provider, atMs)
  }
  return {
    name: options.name ?? 'default',
    version: versionOf({
      tiers,
      constraints,
      aliases,
      baseline,
      targets: options.targets,
      execution: options.execution,
      strategy: strategy.describe(),
      manner: options.manner,
    }),
    targets,
    tierRank: new Map(tiers.map((tier, rank) => [tier.name, rank])),
    constraints,
    execution: { ...defaultExecution, ...options.execution },
    aliases,
    targetOf,
    cardOf,
    priceOf,
    baselineOf: (counts, atMs) => {
      if (baseline === undefined) return undefined
      const price = baselinePrice(atMs)
      return { model: baseline, nanoUsd: price && costNanoUsd(price, counts) }
    },
  }
}

function versionOf(policy: unknown): string {
  const text = JSON.stringify(policy)
  return [fnv1a(text), fnv1a(text, 0x01000193)].map((hash) => hash.toString(16).padStart(8, '0')).join('')
}
