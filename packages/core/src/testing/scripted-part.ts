import type { CallAccount } from '../call/call-account.ts'
import type { Finish } from '../outcome/finish.ts'
import type { Usage } from '../outcome/usage.ts'

/** One part of a scripted reply. `meta` says nothing; `error` is an in-band failure. */
export type ScriptedPart =
  | { readonly type: 'meta' }
  | { readonly type: 'text'; readonly text: string; readonly logprobs?: readonly number[] | undefined }
  | { readonly type: 'tool-call'; readonly name: string; readonly argumentsJson: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'served-model'; readonly id: string }
  | { readonly type: 'account'; readonly account: CallAccount }
  | { readonly type: 'finish'; readonly finish: Finish; readonly usage?: Usage | undefined }
  | { readonly type: 'error'; readonly error: unknown }
