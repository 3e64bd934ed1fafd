import type { CallAccount } from './call-account.ts'
import type { Finish } from '../outcome/finish.ts'
import type { Usage } from '../outcome/usage.ts'

/** What a reader says of a part. A part may be several things at once; nothing noted = meta, held before commit, resets no clock. */
export interface Notes {
  /** A gate listens; else a byte reader may skip the text. */
  readonly wantsText: boolean
  readonly content: (text?: string) => void
  readonly toolCall: (name: string, argumentsJson: string) => void
  /** Natural log-probabilities of output tokens, appended. */
  readonly logprobs: (values: readonly number[]) => void
  /** Replaces, never adds. */
  readonly usage: (usage: Usage) => void
  readonly servedModel: (id: string) => void
  /** May be said in pieces; each field replaces what was said of it before. */
  readonly account: (account: CallAccount) => void
  /** The provider's terminal marker. */
  readonly end: (finish: Finish) => void
  /** An in-band error; wins over content noted from the same part. */
  readonly failed: (error: unknown) => void
}
