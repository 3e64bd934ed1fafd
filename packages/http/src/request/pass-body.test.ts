import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { passBody } from './pass-body.ts'
import type { WireOptions } from './wire-options.ts'

type Json = Record<string, unknown>

/** What is written, as it is written. */
function write(dialect: DialectName, json: Json, options: Partial<WireOptions> = {}): Json {
  return JSON.parse(JSON.stringify(passBody({ dialect, json }, { model: 'm', stream: false, ...options }))) as Json
}

const chat = 'openai-chat'
const responses = 'openai-responses'
const claude = 'anthropic-messages'
const sample = { kind: 'sample', temperature: 1.2 } as const

describe('what is changed', () => {
  it.each<[string, DialectName, Json, Partial<WireOptions>, Json]>([
    ['a stream is counted', chat, {}, { stream: true }, { stream: true, stream_options: { include_usage: true } }],
    [
      'a stream is counted, whatever the client said, and the rest of its options stays',
      chat,
      { stream: true, stream_options: { include_usage: false, odd: 1 } },
      { stream: true },
      { stream: true, stream_options: { include_usage: true, odd: 1 } },
    ],
    ['no stream where none is wanted', chat, { stream: true, stream_options: { include_usage: true } }, {}, {}],
    ['no stream where none is wanted', responses, { stream: true, stream_options: { odd: 1 } }, {}, {}],
    ['a stream', responses, { stream: true }, { stream: true }, { stream: true }],
    ['a stream', claude, { max_tokens: 1 }, { stream: true }, { max_tokens: 1, stream: true }],
    ['a limit where none is', chat, {}, { maxOutputTokens: 9 }, { max_tokens: 9 }],
    [
      'a limit in the words of newer models',
      chat,
      { max_tokens: null },
      { maxOutputTokens: 9, usesMaxCompletionTokens: true },
      { max_tokens: null, max_completion_tokens: 9 },
    ],
    ['their own limit stays', chat, { max_completion_tokens: 3 }, { maxOutputTokens: 9 }, { max_completion_tokens: 3 }],
    ['a limit where none is', responses, {}, { maxOutputTokens: 9 }, { max_output_tokens: 9 }],
    ['their own limit stays', responses, { max_output_tokens: 3 }, { maxOutputTokens: 9 }, { max_output_tokens: 3 }],
    ['a limit where none is', claude, {}, { maxOutputTokens: 9 }, { max_tokens: 9 }],
    ['its wire needs one', claude, {}, {}, { max_tokens: 4_096 }],
    ['as much as the model gives', claude, {}, { mostOutputTokens: 64_000 }, { max_tokens: 64_000 }],
    ['a gate reads logprobs', chat, {}, { wantsLogprobs: true }, { logprobs: true }],
    [
      'a gate reads logprobs',
      responses,
      { include: ['reasoning.encrypted_content'] },
      { wantsLogprobs: true },
      { include: ['reasoning.encrypted_content', 'message.output_text.logprobs'] },
    ],
    ['the largest seed, as it can be held', chat, { seed: 2 ** 63 }, {}, { seed: 2 ** 63 - 1_024 }],
    ['a sample', chat, { temperature: 0 }, { ask: sample }, { temperature: 1.2 }],
    ['a sample, as far as it goes', claude, { max_tokens: 1 }, { ask: sample }, { max_tokens: 1, temperature: 1 }],
    ["a host's own temperature", responses, { temperature: 0 }, { temperature: 0.5 }, { temperature: 0.5 }],
  ])('%s, %s', (_, dialect, json, options, expected) => {
    expect(write(dialect, { model: 'auto', ...json }, options)).toEqual({ model: 'm', ...expected })
  })
})

it('all else is as it was, the order of keys included', () => {
  const dialect = fc.constantFrom<DialectName>(chat, responses, claude)
  const json = fc.dictionary(
    fc.string().filter((key) => !['model', 'stream', 'stream_options', 'max_tokens', 'seed'].includes(key)),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(dialect, json, json, (name, before, after) => {
      const client = { ...before, model: 'auto', ...after, ...(name === claude && { max_tokens: 5 }) }
      expect(JSON.stringify(passBody({ dialect: name, json: client }, { model: 'm', stream: false }))).toBe(
        JSON.stringify({ ...client, model: 'm' }),
      )
    }),
  )
})
