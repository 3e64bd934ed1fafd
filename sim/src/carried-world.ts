import {
  cascade,
  checks,
  createCatalog,
  fallbacks,
  tier,
  type Budget,
  type FallbacksOptions,
  type Pool,
  type Target,
} from '@signalbox/core'
import { faultyWhereCarried } from './behaviour.ts'
import type { Draw } from './draw.ts'
import { drawCard, drawTargets, drawTiers } from './draw-policy.ts'
import { drawWeather } from './draw-weather.ts'
import type { RandomWorld } from './random-world.ts'

/** How a carrier names the model that answered: exactly, with something behind it, wrongly, or not at all. */
export type Naming = 'exact' | 'variant' | 'dated' | 'late' | 'by-account' | 'wrong' | 'never'

/** A host that falls back on its own. */
export interface Carrier {
  /** Share of calls in which it fails by itself: cannot be reached, says nothing, refuses without having asked anybody, breaks off. */
  readonly faultShare: number
  /** Goes on to the next one after so long; undefined = waits for ever. */
  readonly patienceMs: number | undefined
  /** Tries the next one after a client's own fault and a refusal of content too. */
  readonly triesAfterRefusals: boolean
  /** After all have failed it answers with the first failure, or the last, or its own. */
  readonly answersWith: 'first' | 'last' | 'own'
  readonly naming: Naming
  readonly costs: 'none' | 'some'
}

/** A chain as it was drawn: what the laws are held against, whatever the engine makes of it. */
export interface Chain extends Omit<FallbacksOptions, 'first'> {
  /** Tiers or targets that serve. */
  readonly first: readonly string[]
}

/** What a world with pools or chains has beyond others. */
export interface Carried {
  readonly startMs: number
  /** Targets whose host carries pools. */
  readonly carries: ReadonlySet<string>
  readonly carrier: Carrier
  readonly chain: Chain | undefined
}

const midnightMs = Date.UTC(2026, 10, 24)

/** The same visitors and limits, before targets of which some are in pools, under a chain sometimes. */
export function createCarriedWorld(seed: string, world: RandomWorld, draw: Draw): RandomWorld {
  const drawn = withPools(draw, drawTargets(draw, 2, 7))
  const targets = drawn.map((target) => (draw.chance(0.5) ? withPrices(draw, target) : target))
  const ids = targets.map(({ id }) => id)
  const tiers = drawTiers(draw, ids)
  const names = tiers.map(({ name }) => name)
  const spare = tiers.flatMap((one) => one.targets.slice(1))
  const denied = new Set(spare.length > 0 && draw.chance(0.2) ? [draw.one(spare as [string, ...string[]])] : [])
  const models = [...new Set(targets.map(({ model }) => model))]
  // Some worlds pass a midnight at which a model is withdrawn.
  const withdrawn = draw.maybe(0.2, () => draw.one(models as [string, ...string[]]))
  const startMs = withdrawn === undefined ? midnightMs : midnightMs - draw.int(100, 40_000)
  const chain = draw.maybe(0.5, () => drawChain(draw, names, ids))
  const carriesAll = draw.chance(0.6)
  const budgets = draw.maybe(0.25, (): readonly Budget[] => [
    { name: 'all', limitUsd: draw.one([0.000_4, 0.001, 0.005, 0.1]), period: 'ever' },
  ])
  const { strategy: _, ...options } = world.options
  return {
    denied,
    weather: new Map(ids.map((id) => [id, drawWeather(draw, faultyWhereCarried, 0.25)])),
    visitors: world.visitors.map((visitor) => ({
      ...visitor,
      denies: draw.maybe(0.1, () => draw.one(ids as [string, ...string[]])),
      decidesFirst: draw.chance(0.1),
    })),
    options: {
      ...options,
      catalog: createCatalog({
        version: seed,
        models: models.map((model) => ({
          ...drawCard(draw, model),
          ...(model === withdrawn && { availableUntil: '2026-11-24' }),
        })),
      }),
      targets,
      tiers,
      strategy: chain?.strategy ?? (names.length > 1 && draw.chance(0.2) ? drawCascade(names) : firstTier(names)),
      constraints: { ...options.constraints, targets: { deny: [...denied] } },
      budgets,
      baseline: models.at(-1),
    },
    carried: {
      startMs,
      carries: new Set(ids.filter((id) => isPooled(targets, id) && (carriesAll || draw.chance(0.6)))),
      carrier: {
        faultShare: draw.one([0, 0, 0.2, 0.6]),
        patienceMs: draw.maybe(0.7, () => draw.int(200, 4_000)),
        triesAfterRefusals: draw.chance(0.5),
        answersWith: draw.one(['first', 'last', 'own']),
        naming: draw.one(['exact', 'exact', 'exact', 'variant', 'dated', 'late', 'by-account', 'wrong', 'never']),
        costs: draw.one(['none', 'some']),
      },
      chain: chain?.drawn,
    },
  }
}

/** Every name of a chain's list, as targets. */
export function membersOf({ options }: RandomWorld, names: readonly string[] = []): readonly string[] {
  return names.flatMap((name) => options.tiers.find((one) => one.name === name)?.targets ?? [name])
}

function isPooled(targets: readonly Target[], id: string): boolean {
  return targets.some((target) => target.id === id && target.pool !== undefined)
}

function withPools(draw: Draw, targets: readonly Target[]): readonly Target[] {
  const pools: [Pool, ...Pool[]] = [{ name: 'h0', most: draw.one([2, 3, undefined]) }]
  if (draw.chance(0.4)) pools.push({ name: 'h1', most: draw.one([2, 3, undefined]) })
  const share = draw.one([0.6, 0.85, 1])
  const isOneAccount = draw.chance(0.5)
  const hasNames = draw.chance(0.8)
  return targets.map((target): Target => {
    if (!draw.chance(share)) return target
    const pool = draw.one(pools)
    return {
      ...target,
      pool,
      ...(isOneAccount && { provider: pool.name === 'h0' ? 'p0' : 'p1', key: 'k0' }),
      ...(hasNames && { as: `m-${target.id}` }),
    }
  })
}

function withPrices(draw: Draw, target: Target): Target {
  const inputPerMillionUsd = draw.int(0, 9)
  // An answer is never dearer than what is held: its input is longer than estimated, its output shorter than the limit.
  const rates = { inputPerMillionUsd, outputPerMillionUsd: inputPerMillionUsd + draw.int(0, 20) }
  return {
    ...target,
    prices: { provider: target.provider ?? '', periods: [{ tiers: [{ aboveInputTokens: 0, ...rates }] }] },
  }
}

function drawChain(draw: Draw, tiers: readonly string[], ids: readonly string[]) {
  const names = [...tiers, ...ids, ...ids] as unknown as readonly [string, ...string[]]
  const list = (): readonly string[] => [...new Set(Array.from({ length: draw.int(1, 4) }, () => draw.one(names)))]
  const lists = {
    next: draw.maybe(0.7, list),
    contextLength: draw.maybe(0.6, list),
    contentPolicy: draw.maybe(0.6, list),
  }
  const isCascade = tiers.length > 1 && draw.chance(0.15)
  const first = draw.one(names)
  return {
    strategy: fallbacks({ first: isCascade ? drawCascade(tiers) : first, ...lists }),
    drawn: { first: isCascade ? tiers : [first], ...lists } satisfies Chain,
  }
}

function drawCascade(tiers: readonly string[]) {
  return cascade({ tiers, gate: checks() })
}

function firstTier(names: readonly string[]) {
  return tier(names[0] ?? '')
}
