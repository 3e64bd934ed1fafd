/** What whoever carried a call says of it, beside the reply: a gateway in between, or the provider itself. */
export interface CallAccount {
  /** What it charges for the call, USD. It is what the ledger counts; our own price is kept beside it. */
  readonly costUsd?: number | undefined
  /** Where it sent the call: OpenRouter's provider, LiteLLM's deployment. */
  readonly host?: string | undefined
  /** Which of the models it could send it to, by the name it was told; it wins over what the reply names. */
  readonly model?: string | undefined
  /** Its own name for the call, by which it can be asked about it later. */
  readonly callId?: string | undefined
}
