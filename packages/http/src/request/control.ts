import type { CommitMode, Constraints } from '@signalbox/core'

/** What a caller says to Signalbox beside its request. */
export interface Control {
  readonly task?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly tenant?: string | undefined
  readonly session?: string | undefined
  /** They narrow the policy's, never widen them. */
  readonly constraints?: Constraints | undefined
  readonly commit?: CommitMode | undefined
  /** false: no shadow and no study gets it. */
  readonly shadow?: boolean | undefined
  /** true: answer the decision, ask nobody. */
  readonly dryRun?: boolean | undefined
}
