import { cascade, checks, createCatalog, rules, tier, type CommitMode, type RouterOptions } from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import { faulty } from './behaviour.ts'
import { createCarriedWorld, type Carried } from './carried-world.ts'
import { createDraw, type Draw } from './draw.ts'
import { drawCard, drawTargets, drawTiers } from './draw-policy.ts'
import { drawWeather, type Spell } from './draw-weather.ts'

/** One caller. */
export interface Visitor {
  readonly id: string
  readonly atMs: number
  readonly task: string
  readonly session: string | undefined
  readonly abortAfterMs: number | undefined
  /** Leaves after so many parts. */
  readonly leavesAfter: number | undefined
  /** Waits this long before each part. */
  readonly readsEveryMs: number
  readonly isBuffered: boolean
  readonly last: 'held' | 'open'
  /** All targets would write the same words: only then can a prefix be proved. */
  readonly isSameText: boolean
  /** Rules this target out for himself. */
  readonly denies?: string | undefined
  /** Asks for the decision first, and sends it through JSON. */
  readonly decidesFirst?: boolean | undefined
}

/** Everything a seed decides. */
export interface RandomWorld {
  readonly options: Omit<RouterOptions, 'clock' | 'random' | 'ledger' | 'onEvent'>
  readonly weather: ReadonlyMap<string, readonly Spell[]>
  readonly visitors: readonly Visitor[]
  readonly denied: ReadonlySet<string>
  /** Set where hosts carry pools, or the strategy is a chain. */
  readonly carried?: Carried | undefined
}

export function createRandomWorld(seed: string): RandomWorld {
  const world = createPlainWorld(seed)
  // A stream of its own: a seed whose world has no carriers is the world it was before there were any.
  const draw = createDraw(seededRandom(`${seed}/carried`))
  return draw.chance(0.5) ? createCarriedWorld(seed, world, draw) : world
}

function createPlainWorld(seed: string): RandomWorld {
  const draw = createDraw(seededRandom(seed))
  const targets = drawTargets(draw)
  const ids = targets.map(({ id }) => id)
  const tiers = drawTiers(draw, ids)
  // A tier without any allowed target is a policy that cannot be.
  const spare = tiers.flatMap((one) => one.targets.slice(1))
  const denied = new Set(spare.length > 0 && draw.chance(0.3) ? [draw.one(spare as [string, ...string[]])] : [])
  const models = [...new Set(targets.map(({ model }) => model))]
  const commit = draw.one<CommitMode>([
    'first-content',
    'first-content',
    'buffer',
    'resume',
    { holdback: { ms: draw.int(10, 2_000), tokens: draw.int(1, 30) } },
  ])
  const names = tiers.map(({ name }) => name)
  return {
    denied,
    weather: new Map(ids.map((id) => [id, drawWeather(draw, faulty)])),
    visitors: drawVisitors(draw),
    options: {
      catalog: createCatalog({ version: seed, models: models.map((model) => drawCard(draw, model)) }),
      targets,
      tiers,
      strategy:
        names.length > 1 && draw.chance(0.3)
          ? cascade({ tiers: names, gate: checks() })
          : draw.chance(0.5)
            ? tier(draw.one(names as [string, ...string[]]))
            : rules([{ when: { task: ['chat'] }, use: names[0] ?? '' }], { otherwise: names.at(-1) ?? '' }),
      constraints: {
        targets: { deny: [...denied] },
        maxCostUsd: draw.maybe(0.2, () => draw.one([0.000_05, 0.001, 0.05])),
      },
      execution: {
        deadlineMs: draw.int(2_000, 40_000),
        maxAttempts: draw.int(1, 7),
        firstTokenTimeoutMs: draw.int(500, 10_000),
        gapTimeoutMs: draw.int(500, 8_000),
        maxStreamMs: draw.maybe(0.2, () => draw.int(2_000, 30_000)),
        idleReaderMs: draw.int(5_000, 60_000),
        maxRetriesPerTarget: draw.int(0, 3),
        retryWaitMs: draw.int(0, 4_000),
        onExhausted: draw.one(['serve-draft', 'serve-draft', 'fail']),
        commit,
        hedge: draw.maybe(0.3, () => ({ delayMs: draw.int(50, 3_000), maxCostUsd: draw.maybe(0.2, () => 0.000_1) })),
      },
      baseline: models.at(-1),
    },
  }
}

function drawVisitors(draw: Draw): readonly Visitor[] {
  const count = draw.int(1, 14)
  const overMs = draw.one([10, 5_000, 90_000])
  return Array.from({ length: count }, (_, index): Visitor => ({
    id: `r${index}`,
    atMs: draw.int(0, overMs),
    task: draw.one(['chat', 'code']),
    session: draw.maybe(0.2, () => 's'),
    abortAfterMs: draw.maybe(0.12, () => draw.int(0, 15_000)),
    leavesAfter: draw.maybe(0.08, () => draw.int(0, 5)),
    readsEveryMs: draw.chance(0.1) ? draw.int(1, 3_000) : 0,
    isBuffered: draw.chance(0.4),
    last: draw.one(['held', 'held', 'open']),
    isSameText: draw.chance(0.6),
  }))
}
