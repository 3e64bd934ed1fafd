import type { CallAccount } from './call-account.ts'
import type { Usage } from '../outcome/usage.ts'
import type { Finish } from '../outcome/finish.ts'

/** The core's own part, for `router.run(request, call)` without a dialect: one whole answer. */
export interface PlainReply {
  readonly text: string
  readonly toolCalls?: readonly { readonly name: string; readonly argumentsJson: string }[] | undefined
  readonly usage?: Usage | undefined
  readonly finish?: Finish | undefined
  readonly servedModel?: string | undefined
  readonly account?: CallAccount | undefined
  readonly logprobs?: readonly number[] | undefined
}
