import type { Share } from '@signalbox/core'
import type { Interval } from '../statistics/interval.ts'
import type { Estimate } from '../statistics/estimate.ts'

/** What policy A and policy B make of the same requests. Plain JSON: the same record and policies give the same bytes. Money in integers of nano-dollars. */
export interface ReplayReport {
  readonly a: SideName
  readonly b: SideName
  /** Moments of the first and last request; undefined = no request says when it was made. */
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
  readonly total: ReplayGroup
  /** Per task type, the most frequent first. */
  readonly tasks: readonly ReplayGroup[]
  /** Where requests would go instead, the most frequent first. */
  readonly routes: readonly RouteChange[]
  /** Task types that had a route and under B have none at all. */
  readonly lost: readonly string[]
  /** Sentences: what the figures take for granted in this record. */
  readonly assumptions: readonly string[]
}

export interface SideName {
  readonly name: string
  /** true: what the record says happened; false: decided anew. */
  readonly isRecorded: boolean
  /** undefined = as recorded. */
  readonly policy: { readonly name: string; readonly version: string } | undefined
}

export interface ReplayGroup {
  readonly key: string
  readonly requests: number
  readonly a: SideFigures
  readonly b: SideFigures
  /** Over requests that both serve, and whose cost is known under both. */
  readonly cost: CostComparison
  /** Requests that another target would serve, over those served under both. */
  readonly changed: Share
  /** Answers of A and B to one request that somebody has compared. */
  readonly preference: Preference
}

export interface SideFigures {
  /** Requests it makes a plan for. */
  readonly decided: number
  readonly served: number
  /** Requests that it has no route for, with up to five of their ids, and the ids of models it does not have. */
  readonly noRoute: {
    readonly requests: number
    readonly examples: readonly string[]
    /** Of them, those whose caller asked for a model that the policy does not have. */
    readonly unknownModel: number
  }
  /** Over served requests with a virtual id; gates whose answer is not known are taken to accept. */
  readonly escalation: Share
  /** The same as they escalate most. */
  readonly escalationAtMost: Share
  /** Of `escalation`: counts that add up to its numerator. */
  readonly escalationByCause: Readonly<Record<string, number>>
  /** Requests whose end hangs on a gate that nobody can answer from the record. */
  readonly gateUnknown: number
  /** Targets that broke a constraint, by its code, over all requests. */
  readonly rejections: Readonly<Record<string, number>>
  readonly latencyMs: Latency
  readonly quality: Quality
  /** Over all its requests whose cost is known, whether or not the other side's is. */
  readonly spend: { readonly requests: number; readonly nanoUsd: number; readonly nanoUsdAtMost: number }
  /** Why the cost of requests is not known -> how many. */
  readonly costUnknown: Readonly<Record<string, number>>
  /** Where the token counts of priced answers come from; what happened as recorded needs none. */
  readonly tokens: { readonly counted: number; readonly ofAnotherModel: number; readonly estimated: number }
  /** Attempts that would fail again, whose own cost no record has. */
  readonly failedUncounted: number
}

/** From request to whole answer, ms. Worst case where a gate's answer is not known: its draft, then the rest of the plan. */
export interface Latency {
  readonly p50: number | undefined
  readonly p95: number | undefined
  /** If the requests of unknown latency were the slowest of all; undefined = they are too many to say. */
  readonly p95AtMost: number | undefined
  readonly requests: number
  /** Served by a target of which the record has no latency. */
  readonly unknown: number
}

export interface CostComparison {
  readonly requests: number
  /** Left out: the cost under A or B is not known. */
  readonly leftOut: number
  /** Left out: A or B does not serve them. */
  readonly notServed: number
  readonly aNanoUsd: number
  readonly aNanoUsdAtMost: number
  readonly bNanoUsd: number
  readonly bNanoUsdAtMost: number
  /** b - a, 95 %, paired, by conversation; spans both ways unknown gates may answer. */
  readonly difference: Interval
  /** b / a - 1; undefined = A cost nothing. */
  readonly relative: Interval | undefined
}

/** How often answers were right, 0..1. */
export type Quality =
  | (Estimate & {
      /** `mixed`: some task types by labels, others by propensity. */
      readonly method: 'labels' | 'propensity' | 'mixed'
      /** Labelled answers it rests on. */
      readonly labelled: number
      /** Independent labels that would say as much. */
      readonly effective: number
      /** Served requests it is of, and of how many. */
      readonly covers: number
      readonly requests: number
    })
  | { readonly method: 'unknown'; readonly reason: string }

/** From B's side: its answer was held to be better, as good, or worse than A's to the same request. */
export interface Preference {
  readonly better: number
  readonly asGood: number
  readonly worse: number
}

export interface RouteChange {
  /** Target that served, its model where the record names no target; `(none)` = none did. */
  readonly from: string
  /** `x or y`: it hangs on a gate whose answer is not known. */
  readonly to: string
  readonly requests: number
  /** Up to five ids. */
  readonly examples: readonly string[]
  /** Over those whose cost is known under both, unknown gates taken to accept. */
  readonly cost: { readonly requests: number; readonly differenceNanoUsd: number }
}
