import type { MockAnswer, MockUsage } from './mock-script.ts'
import type { MockRequest } from './mock-request.ts'

/** A reply ready to be put on the wire. */
export interface PreparedReply {
  readonly id: string
  readonly createdSeconds: number
  readonly model: string
  readonly text: string
  readonly tokens: readonly string[]
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly argumentsJson: string }[]
  readonly finish: NonNullable<MockAnswer['finish']>
  readonly usage: MockUsage
  readonly logprobs: readonly number[] | undefined
  /** The caller asked for usage in the stream, or the dialect always sends it. */
  readonly sendsUsage: boolean
}

/** Stretches of a stream: what comes before content, one entry per token, what ends it. */
export interface StreamFrames {
  readonly opening: readonly string[]
  readonly content: readonly string[]
  /** Finish reason and what belongs to it. */
  readonly closing: readonly string[]
  readonly usage: readonly string[]
  readonly terminal: readonly string[]
}

/** How one dialect looks on the wire. */
export interface Wire {
  readonly toBody: (reply: PreparedReply, request: MockRequest) => unknown
  readonly toFrames: (reply: PreparedReply) => StreamFrames
  readonly toError: (
    status: number,
    fault: {
      readonly code?: string | undefined
      readonly type?: string | undefined
      readonly message?: string | undefined
    },
    requestId: string,
  ) => unknown
  readonly toErrorFrame: (status: number, message: string) => string
  readonly limitHeaders: (request: MockRequest) => Readonly<Record<string, string>>
  readonly requestIdHeader: string
  readonly malformedFrame: string
  readonly commentFrame: string
}
