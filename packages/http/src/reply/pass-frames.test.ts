import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { fromFrames } from './events-part.ts'
import { createFramePasser } from './pass-frames.ts'
import { toSseFrame } from './sse-frame.ts'

const pass = (dialect: DialectName, wantsUsage: boolean, costUsd: number | undefined, parts: string[]): string[] => {
  const passer = createFramePasser(dialect, { wantsUsage, costUsd: () => costUsd })
  return parts.map((raw) => passer.pass(fromFrames(dialect, raw)))
}
const chunk = (rest: object): string => toSseFrame({ id: 'c', choices: [{ index: 0, delta: {} }], ...rest })
const text = chunk({ choices: [{ index: 0, delta: { content: 'say "usage" and "error"' } }], usage: null, error: null })
const usage = { prompt_tokens: 3, completion_tokens: 4 }
const done = 'data: [DONE]\n\n'

describe('chat', () => {
  it.each<[string, boolean, number | undefined, string[], string[]]>([
    ['text passes as it came', false, 1, [text, text + text], [text, text + text]],
    ['odd lines too', false, 1, ['id: 4\ndata:{"a":\ndata: 1}\n\n'], ['id: 4\ndata:{"a":\ndata: 1}\n\n']],
    ['usage nobody asked for is left out', false, 1, [text + chunk({ choices: [], usage }) + done], [text]],
    ['and may leave nothing', false, 1, [chunk({ choices: [], usage })], ['']],
    [
      'usage gains what it cost',
      true,
      0.5,
      [text + chunk({ choices: [], usage }) + done],
      [text + chunk({ choices: [], usage: { ...usage, cost: 0.5 } })],
    ],
    ['an unknown cost is none', true, undefined, [chunk({ choices: [], usage })], [chunk({ choices: [], usage })]],
    [
      'usage at the end of the text stays',
      false,
      1,
      [chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage })],
      [chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage })],
    ],
    ['usage in every chunk has its cost at the end', true, 1, [chunk({ usage })], [chunk({ usage })]],
    [
      'an error and what follows are left out',
      true,
      1,
      [text + toSseFrame({ error: { message: 'broken' } }) + done, done],
      [text, ''],
    ],
    ...['error', 'insufficient_system_resource'].map((reason): [string, boolean, number, string[], string[]] => [
      `so is a finish that says ${reason}`,
      true,
      1,
      [chunk({ choices: [{ index: 0, delta: {}, finish_reason: reason }] }) + done],
      [''],
    ]),
    [
      'what is no JSON is left out',
      true,
      1,
      ['data: {"error" oh\n\n', `${text}data: {"id": "br\n\n${text}`],
      ['', text + text],
    ],
    ['that all is done is the host`s to say', true, 1, [text + done, done], [text, '']],
  ])('%s', (_what, wantsUsage, costUsd, parts, expected) => {
    expect(pass('openai-chat', wantsUsage, costUsd, parts)).toEqual(expected)
  })
})

describe.each<[DialectName, string, (rest: object) => string]>([
  [
    'anthropic-messages',
    'message_delta',
    (rest) =>
      toSseFrame(
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 4, ...rest } },
        'message_delta',
      ),
  ],
  [
    'openai-responses',
    'response.completed',
    (rest) =>
      toSseFrame(
        { type: 'response.completed', response: { id: 'r', error: null, usage: { output_tokens: 4, ...rest } } },
        'response.completed',
      ),
  ],
])('%s', (dialect, _name, last) => {
  const other = toSseFrame({ type: 'other', error: null }, 'other')
  it('gains what it cost at its end', () => {
    expect(pass(dialect, false, 0.5, [other, other + last({})])).toEqual([other, other + last({ cost: 0.5 })])
    expect(pass(dialect, false, undefined, [last({})])).toEqual([last({})])
  })
  it('leaves an error out', () => {
    const error = toSseFrame({ type: 'error', error: { type: 'api_error', message: 'broken' } }, 'error')
    expect(pass(dialect, false, 1, [other + error, last({})])).toEqual([other, ''])
  })
})

it('a response that failed is an error', () => {
  const failed = toSseFrame({ type: 'response.failed', response: { status: 'failed' } }, 'response.failed')
  expect(pass('openai-responses', false, 1, [failed])).toEqual([''])
})
