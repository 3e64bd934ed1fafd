import type { Finish, Usage } from '@signalbox/core'

/** What a reply says, in no dialect, in order. A whole body is read as the same events as its stream. */
export type ReplyEvent =
  | { readonly kind: 'start'; readonly id?: string | undefined; readonly model?: string | undefined }
  | { readonly kind: 'text'; readonly text: string; readonly logprobs?: readonly TokenLogprob[] | undefined }
  | { readonly kind: 'refusal'; readonly text: string }
  /** Thinking, as far as the provider shows it; no part of the answer. */
  | { readonly kind: 'reasoning'; readonly text: string }
  /** `index`: which of the reply's calls, from 0. `id`: '' where the provider gives none. */
  | { readonly kind: 'tool-start'; readonly index: number; readonly id: string; readonly name: string }
  | { readonly kind: 'tool-delta'; readonly index: number; readonly argumentsJson: string }
  | { readonly kind: 'tool-end'; readonly index: number }
  /** Content of a kind only its own dialect knows: it shows that the model is at work. */
  | { readonly kind: 'other' }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'end'; readonly finish: Finish; readonly stopSequence?: string | undefined }
  | { readonly kind: 'error'; readonly error: unknown }

/** One token and the natural logarithm of its probability. */
export interface TokenLogprob {
  readonly token: string
  readonly logprob: number
  /** UTF-8, as far as the provider says it: a token may be half a character. */
  readonly bytes?: readonly number[] | undefined
  readonly top?:
    | readonly {
        readonly token: string
        readonly logprob: number
        readonly bytes?: readonly number[] | undefined
      }[]
    | undefined
}
