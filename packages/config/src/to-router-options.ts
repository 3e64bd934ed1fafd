import {
  allOf,
  checks,
  logprobs,
  strategyFromData,
  withModels,
  type Capabilities,
  type Catalog,
  type GateSpec,
  type ModelCard,
  type PriceSchedule,
  type RouterOptions,
  type StrategyData,
  type Target,
} from '@signalbox/core'
import { wholeStrategy } from './whole-strategy.ts'
import type { GateConfig, PricesConfig, SignalboxConfig, StrategyConfig } from './signalbox-config.ts'

/** The object that code would have built: a file is nothing more than that. */
export function toRouterOptions(config: SignalboxConfig, catalog: Catalog): RouterOptions {
  return {
    name: config.name,
    catalog: withModels(catalog, (config.models ?? []).map(toCard)),
    targets: config.targets.map((target) => toTarget(target, config)),
    tiers: config.tiers,
    strategy: strategyFromData(toStrategyData(wholeStrategy(config))),
    constraints: config.constraints,
    execution: config.execution,
    budgets: config.budgets,
    aliases: config.aliases,
    baseline: config.baseline,
    pinnedMayFallBack: config.pinnedMayFallBack,
    storePrompts: config.ledger?.storePrompts,
    storeReplies: config.ledger?.storeReplies,
    manner: mannerOf(config),
  }
}

/** Models that a carrier takes in one call; OpenRouter refuses a list of more, as seen in reports of 2026-11. */
const mostInOneCall: Readonly<Record<string, number>> = { openrouter: 3 }

/** What requests are sent with decides who answers them, where a carrier chooses hosts by it. */
function mannerOf({ upstreams, targets }: SignalboxConfig): unknown {
  const ofUpstreams = Object.entries(upstreams).flatMap(([name, { carrier, body }]) =>
    carrier === undefined && body === undefined ? [] : [{ name, carrier, body }],
  )
  const ofTargets = targets.flatMap(({ id, body }) => (body === undefined ? [] : [{ id, body }]))
  return ofUpstreams.length + ofTargets.length === 0 ? undefined : { upstreams: ofUpstreams, targets: ofTargets }
}

function toTarget(target: SignalboxConfig['targets'][number], config: SignalboxConfig): Target {
  const { prices, assumedPrice, tools, jsonSchema, logprobs: hasLogprobs, body: _, ...rest } = target
  const provider = target.provider ?? target.model.split('/', 1)[0] ?? target.model
  const upstream = config.upstreams[target.upstream]
  const key = upstream?.apiKey
  return {
    ...rest,
    key: key?.match(/^\$\{(\w+)\}$/)?.[1] ?? target.upstream,
    pool:
      upstream?.fallsBack === true ? { name: target.upstream, most: mostInOneCall[upstream.carrier ?? ''] } : undefined,
    capabilities: toCapabilities({ tools, jsonSchema, logprobs: hasLogprobs }),
    prices: prices && toSchedule(provider, prices),
    assumedPrice: assumedPrice && { inputPerMillionUsd: assumedPrice.input, outputPerMillionUsd: assumedPrice.output },
  }
}

/** Who follows a schema writes JSON. */
function toCapabilities(given: Pick<Capabilities, 'tools' | 'jsonSchema' | 'logprobs'>): Capabilities | undefined {
  const said = Object.entries({ ...given, jsonMode: given.jsonSchema }).filter(([, value]) => value !== undefined)
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

const declared = { name: 'config', date: 'declared' } as const

function toSchedule(provider: string, prices: PricesConfig): PriceSchedule {
  const list = Array.isArray(prices) ? prices : [{ ...prices, from: undefined }]
  return {
    provider,
    periods: list.map(({ from, input, output, cacheRead, cacheWrite }) => ({
      from,
      tiers: [
        {
          aboveInputTokens: 0,
          inputPerMillionUsd: input,
          outputPerMillionUsd: output,
          cacheReadPerMillionUsd: cacheRead,
          cacheWritePerMillionUsd: cacheWrite,
        },
      ],
      source: declared,
    })),
  }
}

function toCard(model: NonNullable<SignalboxConfig['models']>[number]): ModelCard {
  const vendor = model.id.split('/', 1)[0] ?? model.id
  const { tools, jsonSchema, logprobs: hasLogprobs } = model
  return {
    id: model.id,
    name: model.name ?? model.id,
    vendor,
    contextTokens: model.contextTokens,
    maxOutputTokens: model.maxOutputTokens,
    capabilities: { tools, jsonSchema, jsonMode: jsonSchema, logprobs: hasLogprobs },
    inputModalities: model.inputModalities ?? ['text'],
    outputModalities: model.outputModalities ?? ['text'],
    licence: model.licence,
    openWeights: model.openWeights,
    jurisdiction: model.jurisdiction,
    availableFrom: model.availableFrom,
    availableUntil: model.availableUntil,
    prices: model.prices === undefined ? [] : [toSchedule(vendor, model.prices)],
    sources: { limits: declared, capabilities: declared },
  }
}

function toStrategyData(strategy: StrategyConfig): StrategyData {
  if ('rules' in strategy) {
    return {
      rules: strategy.rules.map((rule) => ({ ...rule, use: toUse(rule.use) })),
      otherwise: toUse(strategy.otherwise),
    }
  }
  if ('cascade' in strategy) return { cascade: { ...strategy.cascade, gate: toGate(strategy.cascade.gate) } }
  if ('sticky' in strategy) return { sticky: { ...strategy.sticky, inner: toStrategyData(strategy.sticky.inner) } }
  if ('explore' in strategy) return { explore: { ...strategy.explore, inner: toStrategyData(strategy.explore.inner) } }
  if ('fallbacks' in strategy) return { fallbacks: { ...strategy.fallbacks, first: toUse(strategy.fallbacks.first) } }
  if ('firstOf' in strategy) return { firstOf: strategy.firstOf.map(toStrategyData) }
  return strategy
}

function toUse(use: string | StrategyConfig): string | StrategyData {
  return typeof use === 'string' ? use : toStrategyData(use)
}

function toGate(gate: GateConfig): GateSpec {
  const specs = [...(gate.checks ? [checks(gate.checks)] : []), ...(gate.logprobs ? [logprobs(gate.logprobs)] : [])]
  return specs.length === 1 && specs[0] !== undefined ? specs[0] : allOf(...specs)
}
