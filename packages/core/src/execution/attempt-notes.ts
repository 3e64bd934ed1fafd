import type { Notes } from '../call/notes.ts'
import type { Finish } from '../outcome/finish.ts'
import type { ReplyView, ToolCallView } from '../outcome/reply-view.ts'
import type { Usage } from '../outcome/usage.ts'

/** What the reader has said of one attempt so far. */
export class AttemptNotes implements Notes {
  hasContent = false
  /** The part just read carried content: resets the gap clock. */
  isContentPart = false
  finish: Finish | undefined
  usageSoFar: Usage | undefined
  served: string | undefined
  hasFailed = false
  error: unknown
  readonly wantsText: boolean
  #text = ''
  #toolCalls: ToolCallView[] | undefined
  #logprobs: number[] | undefined

  constructor(wantsText: boolean) {
    this.wantsText = wantsText
  }

  // Arrow properties, so that a reader may take them apart: `const { content, usage } = notes`.
  readonly content = (text?: string): void => {
    this.hasContent = true
    this.isContentPart = true
    if (this.wantsText && text !== undefined) this.#text += text
  }
  readonly toolCall = (name: string, argumentsJson: string): void => {
    this.hasContent = true
    this.isContentPart = true
    if (this.wantsText) (this.#toolCalls ??= []).push({ name, argumentsJson })
  }
  readonly logprobs = (values: readonly number[]): void => {
    if (!this.wantsText) return
    this.#logprobs ??= []
    for (const value of values) this.#logprobs.push(value)
  }
  readonly usage = (usage: Usage): void => {
    this.usageSoFar = usage
  }
  readonly servedModel = (id: string): void => {
    this.served = id
  }
  readonly end = (finish: Finish): void => {
    this.finish = finish
  }
  readonly failed = (error: unknown): void => {
    this.hasFailed = true
    this.error = error
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
