import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { describe, expect, it } from 'vitest'
import type { Candidate } from './candidates.ts'
import { lastTurnOf } from './history.ts'

const candidates = new Map(
  [
    ['cheap', 'deepseek'],
    ['haiku', 'anthropic'],
    ['sonnet', 'anthropic'],
  ].map(([id = '', provider = '']) => [id, { id, provider } as Candidate]),
)
const mark = { inputTokens: 7, atMs: 9 }
const call = { name: 'look', args: {}, id: 'c1', type: 'tool_call' as const }
const result = new ToolMessage('seen', 'c1', 'look')
const hello = new HumanMessage('hello')

function turn(target: string | undefined, fields: object = {}): AIMessage {
  const response_metadata = target === undefined ? {} : { signalbox: { target, ...mark } }
  return new AIMessage({ content: '', response_metadata, ...fields } as never)
}

describe('the turn before', () => {
  it.each<[string, BaseMessage[], unknown]>([
    ['nobody has spoken', [hello], undefined],
    ['nobody can tell', [hello, turn(undefined)], undefined],
    ['a target that is no more', [hello, turn('gone')], undefined],
    ['by mark', [hello, turn('sonnet'), hello], { target: 'sonnet', isBound: false, ...mark }],
    [
      'by provider, where it has one model',
      [hello, turn(undefined, { response_metadata: { model_provider: 'deepseek' } })],
      { target: 'cheap', isBound: false, inputTokens: undefined, atMs: undefined },
    ],
    [
      'by provider, where it has two',
      [hello, turn(undefined, { response_metadata: { model_provider: 'anthropic' } })],
      undefined,
    ],
    [
      'plain calls are free',
      [hello, turn('cheap', { tool_calls: [call] }), result],
      { target: 'cheap', isBound: false, ...mark },
    ],
    [
      'signed thinking waits for results',
      [
        hello,
        turn('sonnet', { tool_calls: [call], content: [{ type: 'thinking', thinking: 'x', signature: 'S' }] }),
        result,
      ],
      { target: 'sonnet', isBound: true, ...mark },
    ],
    [
      'reasoning beside the text, too',
      [hello, turn('cheap', { tool_calls: [call], additional_kwargs: { reasoning_content: 'x' } }), result],
      { target: 'cheap', isBound: true, ...mark },
    ],
    [
      'an earlier step of the same turn binds as well',
      [
        hello,
        turn('sonnet', { tool_calls: [call], content: [{ type: 'thinking', thinking: 'x' }] }),
        result,
        turn('sonnet', { tool_calls: [call] }),
        result,
      ],
      { target: 'sonnet', isBound: true, ...mark },
    ],
    [
      'a new question frees',
      [hello, turn('sonnet', { content: [{ type: 'thinking', thinking: 'x' }] }), hello],
      { target: 'sonnet', isBound: false, ...mark },
    ],
    [
      'a mark that cannot be ours',
      [hello, turn(undefined, { response_metadata: { signalbox: { target: 'sonnet' } } })],
      undefined,
    ],
  ])('%s', (_what, messages, expected) => {
    expect(lastTurnOf(messages, candidates)).toEqual(expected)
  })
})
