import type { Modality } from './modality.ts'

/** What is derived from a request, each field computed when first read and then kept. */
export interface Features {
  /** Estimated tokens of the whole input, tools and schema included. */
  readonly inputTokens: number
  /** A caller's `task`, the detected type, or `unknown`. */
  readonly task: string
  readonly taskSource: 'caller' | 'detected' | 'unknown'
  /** Share of the evidence for the detected task, 0..1; undefined when the caller named it. */
  readonly taskConfidence: number | undefined
  /** ISO 639-1 code of the language the caller writes in, undefined when it cannot be told. */
  readonly language: string | undefined
  readonly needsTools: boolean
  readonly needsJson: 'no' | 'json' | 'schema'
  readonly needsLogprobs: boolean
  /** Modalities of the input, `text` always included. */
  readonly modalities: readonly Modality[]
  /** A rough 0..1: length, structure and kind of work. Used by nobody unless a rule asks. */
  readonly difficulty: number
  /** User turns so far. */
  readonly turns: number
}
