import type { Share } from '@signalbox/core'
import type { DistinctTrait } from './distinguish.ts'

/** Escalations of a task type that came through one part of the policy, and why. */
export interface EscalationGroup {
  readonly cause: string
  /** The rule, gate, constraints or target, by the policy's names. */
  readonly source: string
  /** An intended rule, or a draw: no leak, but where the next saving may lie. */
  readonly isIntended: boolean
  /** Over the task type's served requests whose tier the policy chose. */
  readonly share: Share
  /** The tier that served most of them. */
  readonly tier: string
  /** The condition of the rule, as the policy has it now; undefined = no rule, or one the policy no longer has. */
  readonly when: string | undefined
  /** What gates found (figures as …), what failed where, which target broke what: most first, by requests. */
  readonly findings: readonly { readonly what: string; readonly requests: number }[]
  readonly trait: DistinctTrait | undefined
  /** Up to five request ids, the same whenever one asks. */
  readonly examples: readonly string[]
  /** What to do about it, with the figures. */
  readonly suggestion: string
}

/** Why the requests of one task type went up. */
export interface TaskExplanation {
  readonly task: string
  /** Served requests whose tier the policy chose. */
  readonly served: number
  /** Served requests whose tier the caller chose. */
  readonly byCaller: number
  /** Of `served`, those without a readable record: nothing is known of their tools, JSON, length, turns and media. */
  readonly unrecorded: number
  /** Leaks first, most first. */
  readonly groups: readonly EscalationGroup[]
}
