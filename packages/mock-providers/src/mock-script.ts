import type { Fault } from './fault.ts'
import type { MockRequest } from './mock-request.ts'

/** Tokens a mock says it counted. */
export interface MockUsage {
  /** All input tokens, cached ones included. */
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens?: number | undefined
  readonly reasoningTokens?: number | undefined
}

/** What a model answers. */
export interface MockAnswer {
  readonly text?: string | undefined
  readonly toolCalls?:
    | readonly { readonly id?: string | undefined; readonly name: string; readonly argumentsJson: string }[]
    | undefined
  /** Default: `tool_calls` with tool calls, else `stop`. In OpenAI's words; the Anthropic dialect translates. */
  readonly finish?: 'stop' | 'length' | 'tool_calls' | 'content_filter' | undefined
  /** Default: counted by `countTokens`. */
  readonly usage?: MockUsage | undefined
  /** One natural log-probability per word of the text; default -0.05 each where the caller asks for them. */
  readonly logprobs?: readonly number[] | undefined
  /** What the reply names as its model; default: what was asked for. */
  readonly model?: string | undefined
}

/** How one model of a mock provider behaves. */
export interface ModelScript {
  readonly answer: string | MockAnswer | ((request: MockRequest) => string | MockAnswer)
  /** Before the head of every reply, ms. Default 0. */
  readonly latencyMs?: number | undefined
  /** Between head and first token of a stream, ms. Default 0. */
  readonly firstTokenMs?: number | undefined
  /** Pace of a stream. Default: as fast as it goes. */
  readonly tokensPerSecond?: number | undefined
  /** Faults by call: the first call meets the first entry, `undefined` = none; after the list all is well. Or a function of the call's number, from 1. */
  readonly faults?:
    | readonly (Fault | undefined)[]
    | ((call: number, request: MockRequest) => Fault | undefined)
    | undefined
}
