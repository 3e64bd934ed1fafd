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
  /** Since when the share has most likely been up; picked for being high, so without an interval. */
  readonly rise: { readonly sinceMs: number; readonly served: number; readonly leaked: number } | undefined
  /** Leaks over served requests whose tier the policy chose, over all that was seen. */
  readonly leaks: Share
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
