import type { Share } from '@signalbox/core'

/** What of the policy escalations of a task type came through. */
export interface EscalationSource {
  readonly cause: string
  /** The rule, gate, constraints or target, by the policy's names; see `leakSourceOf`. */
  readonly source: string
  readonly requests: number
}

/** A task type's escalations against its target. */
export interface TaskAlarmReading {
  readonly task: string
  readonly target: number
  readonly isRaised: boolean
  /** Wall time, ms since the epoch; undefined = no alarm stands. */
  readonly raisedAtMs: number | undefined
  /** Since when the share has most likely been up, with the requests observed since then; picked for being high, so without an interval. */
  readonly rise: { readonly sinceMs: number; readonly served: number; readonly leaked: number } | undefined
  /** Leaks over served requests whose tier the policy chose, over all that was seen. */
  readonly leaks: Share
  /**
   * What the alarm goes by: the mean over conversations of the share of each that leaked, a request without a session being one. The numerator
   * is a sum of shares. The interval is that of shares that are 0 or 1, and on the wide side for others.
   */
  readonly byConversation: Share
  /** Conversations that have not lasted long enough to be in it, though their requests are in `leaks`. */
  readonly openConversations: number
  /** Served requests that an intended rule, or a draw, sent up: no leak. */
  readonly intended: number
  /** Served requests whose tier the caller chose: outside the share. */
  readonly byCaller: number
  /** Most first, intended ones among them. */
  readonly sources: readonly EscalationSource[]
}

/** All task types, those whose alarm stands first. */
export interface AlarmReport {
  readonly falseAlarmRate: number
  readonly tasks: readonly TaskAlarmReading[]
}
