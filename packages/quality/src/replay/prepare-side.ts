import {
  costNanoUsd,
  createGateResolver,
  createRouter,
  priceOfTarget,
  tightenConstraints,
  UnknownModelError,
  type Decision,
  type GateResolver,
  type GateSpec,
  type RouteRequest,
  type SessionMark,
  type TokenCounts,
} from '@signalbox/core'
import { gateMakesCalls } from './gate-makes-calls.ts'
import { createRecent, type Recent } from './recent.ts'
import type { Side } from './side.ts'

/** A side made ready to decide. */
export interface PreparedSide {
  readonly name: string
  readonly policy: { readonly name: string; readonly version: string }
  /** undefined = the caller asked for a model that this policy does not have. */
  readonly decide: (request: RouteRequest, nowMs: number, session: SessionMark | undefined) => Decision | undefined
  /** Integer of nano-dollars; undefined = the price or a count is not known. */
  readonly costOf: (target: string, counts: TokenCounts, atMs: number) => number | undefined
  /** 0 = the default handler. */
  readonly rankOf: (tier: string) => number
  readonly modelOf: (target: string) => string | undefined
  readonly resolveGate: GateResolver
  /** See `gateMakesCalls`; the first request that asks answers for a gate. */
  readonly gateMakesCalls: (gate: GateSpec, request: RouteRequest) => boolean
  readonly onExhausted: 'serve-draft' | 'fail'
  /** Where conversations stand under this side. */
  readonly sessions: Recent<SessionMark>
}

/** So many conversations are remembered at a time. */
const sessionLimit = 50_000

/** @throws ConfigurationError where its policy cannot work */
export function prepareSide({ name, options, limits }: Side): PreparedSide {
  const { catalog } = options
  // A replay writes nothing and tells nobody.
  const router = createRouter({ ...options, ledger: undefined, onEvent: undefined })
  const targets = new Map(options.targets.map((target) => [target.id, target]))
  const resolveGate = createGateResolver(options.gates)
  const withCalls = new WeakMap<GateSpec, boolean>()
  const ranks = new Map(options.tiers.map((tier, rank) => [tier.name, rank]))
  return {
    name,
    policy: { name: router.policy.name, version: router.policy.version },
    decide: (request, nowMs, session) => {
      const constraints = limits === undefined ? request.constraints : tightenConstraints(limits, request.constraints)
      try {
        return router.decideAt({ ...request, constraints }, { nowMs, health: {}, session })
      } catch (error) {
        if (error instanceof UnknownModelError) return undefined
        throw error
      }
    },
    costOf: (id, counts, atMs) => {
      const target = targets.get(id)
      const card = target && catalog.find(target.model)
      const price = target && card && priceOfTarget(target, card, atMs)
      return price && costNanoUsd(price, counts)
    },
    rankOf: (tier) => ranks.get(tier) ?? 0,
    modelOf: (target) => targets.get(target)?.model,
    resolveGate,
    gateMakesCalls: (gate, request) => {
      let answer = withCalls.get(gate)
      if (answer === undefined) withCalls.set(gate, (answer = gateMakesCalls(gate, request, resolveGate)))
      return answer
    },
    onExhausted: router.policy.execution.onExhausted,
    sessions: createRecent(sessionLimit),
  }
}
