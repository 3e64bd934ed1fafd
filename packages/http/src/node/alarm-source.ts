/** What metrics read of an alarm when they are asked for: `createEscalationAlarm` of @signalbox/quality is one. */
export interface AlarmSource {
  readonly read: () => { readonly tasks: readonly AlarmedTask[] }
  /** What it had taken over from a record when it began to watch: part of its shares, and of no counter. Default: nothing. */
  readonly before?: (() => { readonly tasks: readonly AlarmedTask[] }) | undefined
}

/** A task type's escalations against its target. */
export interface AlarmedTask {
  readonly task: string
  /** Share that may leak. */
  readonly target: number
  readonly isRaised: boolean
  /** Leaks over served requests whose tier the policy chose. */
  readonly leaks: { readonly numerator: number; readonly denominator: number }
  /** Served requests whose tier the caller chose. */
  readonly byCaller: number
  /** By which rule, gate, constraints or target they went up: names of the policy. */
  readonly sources: readonly { readonly cause: string; readonly source: string; readonly requests: number }[]
}
