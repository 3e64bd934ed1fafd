import type { Finish } from './finish.ts'
import type { Usage } from './usage.ts'

/** A tool call as a gate sees it. */
export interface ToolCallView {
  readonly name: string
  readonly argumentsJson: string
}

/** What a gate sees of a reply: never a host's type. The core builds it from notes. */
export interface ReplyView {
  /** Id of the target that gave it. */
  readonly target?: string | undefined
  readonly text: string
  readonly toolCalls: readonly ToolCallView[]
  /** Natural log-probabilities, one per output token, where the provider sent them. */
  readonly logprobs: readonly number[] | undefined
  readonly finish: Finish | undefined
  readonly usage: Usage | undefined
}
