import type { RouterOptions } from '@signalbox/core'
import type { Arms, Arm } from './arms.ts'
import type { HandedPrompt } from './recall-asked.ts'

/** What a study is to compare, and on which requests. */
export interface StudyOptions {
  /** Its name in the record. One that is run again under the same name pays for nothing twice. */
  readonly study: string
  /** See `toStudyPolicy`. */
  readonly policy: RouterOptions
  readonly arms: Arms
  readonly judge: Arm
  /** Requests of each task type and arm, at most. */
  readonly perStratum: number
  /** Pairs are planned while this pays for what they are expected to cost, nano-dollars. Default: all. */
  readonly mostExpectedNanoUsd?: number | undefined
  /** Prices and availability are those of this moment: wall time, ms since the epoch. */
  readonly nowMs: number
  /** Default: all. */
  readonly tasks?: readonly string[] | undefined
  readonly sinceMs?: number | undefined
  readonly untilMs?: number | undefined
  /** Name of the policy that served. Default: any. */
  readonly policyName?: string | undefined
  /** Prompts by request id, handed over where the ledger keeps none. */
  readonly prompts?: ReadonlyMap<string, HandedPrompt> | undefined
  /** Criteria of the operator's own: one text for all, or by task type. */
  readonly rubric?: string | Readonly<Record<string, string>> | undefined
  /** Longest stretch of an answer a judge sees. Default 12,000 characters. */
  readonly mostCharacters?: number | undefined
}

/** Characters of an answer that a judge sees, unless told otherwise. */
export const defaultMostCharacters = 12_000
