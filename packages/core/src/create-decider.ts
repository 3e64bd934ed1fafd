import type { CompiledPolicy } from './compile-policy.ts'
import type { Decision } from './decision/decision.ts'
import { toDecision } from './decision/to-decision.ts'
import { UnknownModelError } from './errors/unknown-model-error.ts'
import { expectedOutputTokens } from './policy/expected-output.ts'
import { filterEligible } from './policy/filter-eligible.ts'
import { resolveRequested, type Requested } from './policy/resolve-requested.ts'
import type { Snapshot } from './policy/snapshot.ts'
import { tightenConstraints } from './policy/tighten-constraints.ts'
import { seededRandom } from './ports/seeded-random.ts'
import { createFeatures } from './request/create-features.ts'
import type { Features } from './request/features.ts'
import type { RouteRequest } from './request/route-request.ts'
import type { RouterOptions } from './router-options.ts'
import { pinned } from './strategies/pinned.ts'
import { stayWithLastTurn } from './strategies/stay-with-last-turn.ts'
import type { Choice, StrategyInput } from './strategies/strategy.ts'
import { tier } from './strategies/tier.ts'

/** A decision with what it was made from. */
export interface Thought {
  readonly decision: Decision
  readonly features: Features
  /** With the task its virtual id names. */
  readonly request: RouteRequest
}

/** The thinking half of a router: pure but for features that are worked out when read. */
export interface Decider {
  /** request -> features -> eligible -> decision. @throws UnknownModelError */
  readonly think: (request: RouteRequest, snapshot: Snapshot, requestId: string) => Thought
  /** The same for a decision made earlier. */
  readonly recall: (request: RouteRequest, decision: Decision) => Thought
  /** What an id means; undefined = there is no such id. */
  readonly resolve: (id: string | undefined) => Requested | undefined
  /** Virtual ids, target ids and aliases a caller may ask for. */
  readonly ids: readonly string[]
}

export function createDecider(options: RouterOptions, policy: CompiledPolicy): Decider {
  const strategies = new Map(options.tiers.map(({ name }) => [name, tier(name)]))
  const ids = [
    'auto',
    ...options.tiers.map(({ name }) => `tier:${name}`),
    ...policy.targets.keys(),
    ...Object.keys(policy.aliases),
  ]
  const embeddingIds = options.targets
    .filter(({ model }) => options.catalog.find(model)?.outputModalities.includes('embedding') === true)
    .map(({ id }) => id)
  const resolve = (id: string | undefined): Requested | undefined =>
    resolveRequested(id, { aliases: policy.aliases, tiers: options.tiers, targets: options.targets })

  const choose = (requested: Requested, input: StrategyInput): Choice | undefined => {
    if (requested.kind === 'model') return pinned(requested.targets).choose(input)
    if (requested.kind === 'tier')
      return stayWithLastTurn(strategies.get(requested.tier)?.choose(input), input, requested.tier)
    return stayWithLastTurn(options.strategy.choose(input), input)
  }

  const think = (request: RouteRequest, snapshot: Snapshot, requestId: string): Thought => {
    const requested = resolve(request.model)
    if (requested === undefined) throw new UnknownModelError(request.model ?? 'auto', ids)
    // Vectors of two models cannot be compared: a caller has to name one.
    if (request.output === 'embedding' && requested.kind !== 'model')
      throw new UnknownModelError(request.model ?? 'auto', embeddingIds)
    const asked = withTask(request, requested)
    const features = createFeatures(asked)
    const constraints = tightenConstraints(policy.constraints, asked.constraints)
    const { eligible, rejected, maxOutputTokens, isOutputLimitDefaulted } = filterEligible({
      request: asked,
      features,
      tiers: options.tiers,
      targets: policy.targets,
      catalog: options.catalog,
      constraints,
      snapshot,
      named: requested.kind === 'model' ? requested.targets : undefined,
      defaultMaxOutputTokens: options.defaultMaxOutputTokens,
    })
    const input: StrategyInput = {
      request: asked,
      features,
      candidates: eligible,
      rejected,
      tiers: options.tiers,
      snapshot,
      random: seededRandom(requestId),
    }
    const outputTokens = expectedOutputTokens(features, maxOutputTokens)
    const baseline = policy.baselineOf({ inputTokens: features.inputTokens, outputTokens }, snapshot.nowMs)
    const decision = toDecision({
      maxOutputTokens,
      isOutputLimitDefaulted,
      requestId,
      requested: request.model ?? 'auto',
      isVirtual: requested.kind !== 'model',
      policy: { name: policy.name, version: policy.version },
      task: features.task,
      taskSource: features.taskSource,
      language: features.language,
      inputTokens: features.inputTokens,
      maxCostUsd: constraints.maxCostUsd,
      baseline: baseline && {
        model: baseline.model,
        expectedCostUsd: baseline.nanoUsd === undefined ? undefined : baseline.nanoUsd / 1e9,
      },
      decidedAtMs: snapshot.nowMs,
      choice: eligible.length === 0 ? undefined : choose(requested, input),
      candidates: eligible,
      rejected,
      mayFallBackTo: ({ card }) =>
        requested.kind !== 'model' ||
        card.id === requested.model ||
        (options.pinnedMayFallBack === true && asked.output !== 'embedding'),
      isOpen: isOpenIn(snapshot),
    })
    return { decision, features, request: asked }
  }

  return {
    think,
    recall: (request, decision) => {
      const asked = withTask(request, resolve(request.model))
      return { decision, features: createFeatures(asked), request: asked }
    },
    resolve,
    ids,
  }
}

/** Kept by decisions, and so without their requests. */
function isOpenIn({ health }: Snapshot): (target: string) => boolean {
  return (target) => health[target]?.isOpen ?? false
}

/** A virtual id may name the task. */
function withTask(request: RouteRequest, requested: Requested | undefined): RouteRequest {
  return requested?.kind === 'task' ? { ...request, task: requested.task } : request
}
