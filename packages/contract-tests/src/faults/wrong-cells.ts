import { chunk, done, opening, usageChunk } from './chat-frames.ts'
import { wholeText, type FaultCell } from './fault-cell.ts'
import { movesOn, serves } from './outcomes.ts'

const reply = (message: unknown, finish: string): FaultCell['faults'] => [
  {
    kind: 'body',
    contentType: 'application/json',
    body: JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'model-p',
      choices: [{ index: 0, message, finish_reason: finish }],
      usage: { prompt_tokens: 50, completion_tokens: 40 },
    }),
  },
]
const streamed = (frames: readonly string[]): FaultCell['faults'] => [
  { kind: 'frames', frames: [opening, ...frames, usageChunk(50, 40), done] },
]
const whole = ['whole'] as const
const stream = ['stream'] as const

/** E: a 200 that is wrong all the same. After reliability.md, section 2.1 E; the design decides where the two differ (E01). */
export const wrongCells: readonly FaultCell[] = [
  {
    id: 'E01',
    title: 'no content, finish `stop`: an answer, a gate may turn it down',
    faults: reply({ role: 'assistant', content: '' }, 'stop'),
    expected: serves({ text: '' }),
  },
  {
    id: 'E02',
    title: 'finish `content_filter`: handed on as it is',
    answer: { text: wholeText, finish: 'content_filter' },
    faults: [undefined],
    expected: serves(),
  },
  {
    id: 'E03',
    title: 'only reasoning, finish `length`',
    faults: reply({ role: 'assistant', content: null, reasoning_content: 'Let me think' }, 'length'),
    expected: serves({ text: '' }),
  },
  {
    id: 'E04',
    title: 'tool arguments that are no JSON: never repaired',
    answer: { toolCalls: [{ name: 'search', argumentsJson: '{"query": "sig' }] },
    faults: [undefined],
    expected: serves({ text: '' }),
  },
  {
    id: 'E05',
    title: 'MALFORMED_FUNCTION_CALL is no `stop`',
    modes: whole,
    faults: reply({ role: 'assistant', content: null }, 'MALFORMED_FUNCTION_CALL'),
    expected: movesOn('empty', 'yes', ['target'], 2),
  },
  {
    id: 'E05-stream',
    title: 'the same in a stream',
    modes: stream,
    faults: streamed([chunk({}, 'MALFORMED_FUNCTION_CALL')]),
    expected: movesOn('empty', '*', ['target'], 2),
  },
  {
    id: 'E06',
    title: 'another model answers than was asked',
    answer: { text: wholeText, model: 'model-other' },
    faults: [undefined],
    expected: serves({ servedModel: 'model-other' }),
  },
  {
    id: 'E07',
    title: 'an unknown tool, no id',
    faults: reply(
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ type: 'function', function: { name: 'nobody', arguments: '{}' } }],
      },
      'tool_calls',
    ),
    expected: serves({ text: '' }),
  },
  {
    id: 'E08',
    title: 'choices mixed up: the first counts',
    modes: stream,
    faults: streamed([
      ...(wholeText.match(/\S+\s*/g) ?? []).flatMap((piece) => [
        chunk({ content: piece }, null),
        chunk({}, null, { choices: [{ index: 1, delta: { content: 'other ' }, finish_reason: null }] }),
      ]),
      chunk({}, null, { choices: [{ index: 1, delta: {}, finish_reason: 'stop' }] }),
      chunk({}, 'stop'),
    ]),
    expected: serves(),
  },
]
