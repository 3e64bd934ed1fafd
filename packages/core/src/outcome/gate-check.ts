import type { Ask } from '../decision/ask.ts'
import type { ReplyView } from './reply-view.ts'

/** What a gate says of a draft. `abstain`: no evidence either way. */
export type GateVerdict =
  | { readonly kind: 'accept'; readonly reason: string }
  | { readonly kind: 'escalate'; readonly reason: string }
  | { readonly kind: 'skip-to'; readonly step: number; readonly reason: string }
  | { readonly kind: 'abstain'; readonly reason: string }

/** A call a gate needs before it can judge. Made through the host's own call, priced and recorded like the rest. */
export interface GateCall {
  readonly purpose: 'sample' | 'judge'
  /** Target id; default: the draft's own target for a sample. */
  readonly target?: string | undefined
  readonly ask: Ask
}

/** A gate, resolved for one request. */
export interface GateCheck {
  readonly name: string
  /** It looks at token log-probabilities, which have to be asked for. */
  readonly needsLogprobs?: boolean | undefined
  /** The calls it needs, given the draft. Undefined = none. */
  readonly calls?: ((draft: ReplyView) => readonly GateCall[]) | undefined
  /** Judges the draft; `answers[i]` is the reply to `calls[i]`, undefined where that call failed. */
  readonly judge: (draft: ReplyView, answers: readonly (ReplyView | undefined)[]) => GateVerdict
}
