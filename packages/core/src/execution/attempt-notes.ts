import type { CallAccount } from '../call/call-account.ts'
import type { Notes } from '../call/notes.ts'
import type { Finish } from '../outcome/finish.ts'
import type { ReplyView, ToolCallView } from '../outcome/reply-view.ts'
import type { Usage } from '../outcome/usage.ts'

/** What the reader has said of one attempt so far. */
export class AttemptNotes implements Notes {
  hasContent = false
  /** Output so far by a rough count, four characters a token: for `holdback` and for estimates. */
  contentTokens = 0
  /** Content was noted that has no text to compare: a tool call, or a stretch of reasoning. */
  hasOpaque = false
  /** The part just read carried content: resets the gap clock. */
  isContentPart = false
  finish: Finish | undefined
  usageSoFar: Usage | undefined
  served: string | undefined
  accountSoFar: CallAccount | undefined
  hasFailed = false
  error: unknown
  readonly #mostCharacters: number
  #text = ''
  #toolCalls: ToolCallView[] | undefined
  #toolCharacters = 0
  #logprobs: number[] | undefined

  /** @param mostCharacters of the text, and as many of its tool calls: Infinity for a gate, which judges the whole; 0 = nobody listens */
  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters
  }

  get wantsText(): boolean {
    return this.#text.length < this.#mostCharacters
  }

  // Arrow properties, so that a reader may take them apart: `const { content, usage } = notes`.
  readonly content = (text?: string): void => {
    this.hasContent = true
    this.isContentPart = true
    if (text === undefined) {
      this.contentTokens++
      this.hasOpaque = true
    } else {
      this.contentTokens += Math.ceil(text.length / 4) || 1
      if (this.wantsText) this.#text += text.slice(0, this.#mostCharacters - this.#text.length)
    }
  }
  readonly toolCall = (name: string, argumentsJson: string): void => {
    this.hasContent = true
    this.isContentPart = true
    this.hasOpaque = true
    this.#toolCharacters += name.length + argumentsJson.length
    // Half of a call is none: the first that is too long is the end of what is kept.
    if (this.#toolCharacters <= this.#mostCharacters) (this.#toolCalls ??= []).push({ name, argumentsJson })
  }
  readonly logprobs = (values: readonly number[]): void => {
    // They are for gates alone.
    if (this.#mostCharacters !== Infinity) return
    this.#logprobs ??= []
    for (const value of values) this.#logprobs.push(value)
  }
  readonly usage = (usage: Usage): void => {
    this.usageSoFar = usage
  }
  readonly servedModel = (id: string): void => {
    this.served = id
  }
  readonly account = (account: CallAccount): void => {
    const said = Object.entries(account).filter(([, value]) => value !== undefined)
    this.accountSoFar = { ...this.accountSoFar, ...Object.fromEntries(said) }
  }
  readonly end = (finish: Finish): void => {
    this.finish = finish
  }
  readonly failed = (error: unknown): void => {
    this.hasFailed = true
    this.error = error
  }

  /** Text so far; empty unless it is wanted. */
  get text(): string {
    return this.#text
  }

  toView(): ReplyView {
    return {
      text: this.#text,
      toolCalls: this.#toolCalls ?? [],
      logprobs: this.#logprobs,
      finish: this.finish,
      usage: this.usageSoFar,
    }
  }
}
