import type { Fault, MockAnswer } from '@signalbox/mock-providers'
import { chunk, comment, done, frame, opening, usageChunk } from './chat-frames.ts'
import { wholeText, type FaultCell } from './fault-cell.ts'
import { breaks, movesOn, serves } from './outcomes.ts'

const stream = ['stream'] as const
const toolAnswer: MockAnswer = { toolCalls: [{ name: 'search', argumentsJson: '{"query":"signal box"}' }] }
const frames = (
  list: readonly string[],
  more: Partial<Extract<Fault, { kind: 'frames' }>> = {},
): FaultCell['faults'] => [
  // Slow enough that content is with the caller before a fault that comes after it.
  { kind: 'frames', frames: list, everyMs: 4, ...more },
]
const ending = [chunk({}, 'stop'), usageChunk(50, 40), done]
const pieces = wholeText.match(/\S+\s*/g) ?? []
const words = pieces.map((piece) => chunk({ content: piece }))

/** D: streams. After reliability.md, section 2.1 D. */
export const streamCells: readonly FaultCell[] = [
  {
    id: 'D01',
    title: 'a slow first token',
    modes: stream,
    faults: [{ kind: 'slow-first-token', ms: 60_000 }],
    expected: movesOn('first-content-timeout', 'unknown', ['target']),
  },
  {
    id: 'D02',
    title: 'cut before the first token',
    modes: stream,
    faults: [{ kind: 'cut', afterTokens: 0 }],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'D03',
    title: 'cut in mid text',
    modes: stream,
    faults: [{ kind: 'cut', afterTokens: 20 }],
    expected: breaks('reset', ['target']),
  },
  {
    id: 'D03-buffer',
    title: 'cut in mid text, commit `buffer`',
    modes: stream,
    execution: { commit: 'buffer' },
    faults: [{ kind: 'cut', afterTokens: 20 }],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'D03-holdback',
    title: 'cut in mid text, commit `holdback`',
    modes: stream,
    execution: { commit: { holdback: { tokens: 1_000 } } },
    faults: [{ kind: 'cut', afterTokens: 20 }],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'D03-resume',
    title: 'cut in mid text, commit `resume`',
    modes: stream,
    execution: { commit: 'resume' },
    faults: [{ kind: 'cut', afterTokens: 20 }],
    expected: movesOn('reset', 'unknown', ['target']),
  },
  {
    id: 'D04',
    title: 'cut in mid tool call',
    modes: stream,
    answer: toolAnswer,
    faults: [{ kind: 'cut', afterTokens: 2 }],
    expected: breaks('reset', ['target'], { text: '' }),
  },
  {
    id: 'D04-first',
    title: 'cut before a tool call',
    modes: stream,
    answer: toolAnswer,
    faults: [{ kind: 'cut', afterTokens: 0 }],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'D05',
    title: 'a stall in mid text',
    modes: stream,
    faults: [{ kind: 'stall', afterTokens: 20, ms: 60_000 }],
    expected: breaks('gap-timeout', ['target']),
  },
  {
    id: 'D05-resume',
    title: 'a stall in mid text, commit `resume`',
    modes: stream,
    execution: { commit: 'resume' },
    faults: [{ kind: 'stall', afterTokens: 20, ms: 60_000 }],
    expected: movesOn('gap-timeout', 'unknown', ['target']),
  },
  {
    id: 'D06',
    title: 'only comments, before content',
    modes: stream,
    faults: [{ kind: 'comments-only', ms: 60_000 }],
    expected: movesOn('first-content-timeout', 'unknown', ['target']),
  },
  {
    id: 'D06-after',
    title: 'only comments, after content',
    modes: stream,
    faults: frames([opening, ...words.slice(0, 20), ...Array.from({ length: 100 }, () => comment)], {
      everyMs: 30,
      atEnd: 'silence',
    }),
    expected: breaks('gap-timeout', ['target']),
  },
  {
    id: 'D06-role',
    title: 'only role frames, before content',
    modes: stream,
    faults: frames(
      Array.from({ length: 100 }, () => opening),
      { everyMs: 100, atEnd: 'silence' },
    ),
    expected: movesOn('first-content-timeout', 'unknown', ['target']),
  },
  {
    id: 'D07',
    title: 'an error as the first frame',
    modes: stream,
    faults: [{ kind: 'error-frame', afterTokens: 0, status: 529, message: 'Overloaded' }],
    expected: movesOn('overloaded', 'no', ['model'], 2, { waitMs: 500 }),
  },
  {
    id: 'D07-quota',
    title: 'a money error as the first frame',
    modes: stream,
    faults: frames([
      frame({
        error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' },
      }),
    ]),
    expected: movesOn('quota', 'no', ['key']),
  },
  {
    id: 'D08',
    title: 'an error in mid stream',
    modes: stream,
    faults: [{ kind: 'error-frame', afterTokens: 20, status: 529, message: 'Overloaded' }],
    expected: breaks('overloaded', ['model']),
  },
  {
    id: 'D08-finish',
    title: 'finish_reason "error" in mid stream',
    modes: stream,
    faults: frames([opening, ...words.slice(0, 20), chunk({}, 'error')]),
    expected: breaks('*', ['target']),
  },
  {
    id: 'D08-resume',
    title: 'an error in mid stream, commit `resume`',
    modes: stream,
    execution: { commit: 'resume' },
    faults: [{ kind: 'error-frame', afterTokens: 20, status: 529, message: 'Overloaded' }],
    expected: movesOn('overloaded', 'unknown', ['model']),
  },
  {
    id: 'D09',
    title: 'one frame that is no JSON',
    modes: stream,
    faults: [{ kind: 'malformed-frame', afterTokens: 20 }],
    expected: serves(),
  },
  {
    id: 'D10',
    title: 'no [DONE], a finish reason',
    modes: stream,
    faults: [{ kind: 'no-terminal' }],
    expected: serves(),
  },
  {
    id: 'D11',
    title: 'a clean end without finish reason',
    modes: stream,
    faults: [{ kind: 'clean-cut', afterTokens: 20 }],
    expected: breaks('cut', ['target']),
  },
  {
    id: 'D11-before',
    title: 'a clean end before content',
    modes: stream,
    faults: [{ kind: 'clean-cut', afterTokens: 0 }],
    expected: movesOn('empty', 'unknown', ['target'], 2),
  },
  {
    id: 'D12',
    title: 'finish_reason "" before the real one',
    modes: stream,
    faults: frames([opening, ...words, chunk({}, ''), ...ending]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D13',
    title: 'frames split anywhere',
    modes: stream,
    faults: frames([...([opening, ...words, ...ending].join('').match(/[\s\S]{1,7}/g) ?? [])]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D14',
    title: 'CRLF, lone CR and a BOM',
    modes: stream,
    faults: frames([
      `\uFEFF${opening.replaceAll('\n', '\r\n')}`,
      ...words.map((one, n) => one.replaceAll('\n', n % 2 === 0 ? '\r\n' : '\r')),
      ...ending,
    ]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D15',
    title: 'comments and pings between',
    modes: stream,
    faults: frames([comment, opening, ...words.flatMap((one) => [comment, one]), ...ending]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D16',
    title: 'several data lines, unknown fields, events after [DONE]',
    modes: stream,
    faults: frames([
      opening,
      ...words.map((one) => `id: 7\nretry: 10\nfoo: bar\n${one.replace(',"choices"', ',\ndata: "choices"')}`),
      ...ending,
      'data: {"late":true}\n\n',
    ]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D17',
    title: 'usage repeated',
    modes: stream,
    faults: frames([
      opening,
      ...words,
      chunk({}, 'stop'),
      usageChunk(50, 20),
      usageChunk(50, 40),
      usageChunk(50, 40),
      done,
    ]),
    expected: serves({ inputTokens: 50 }),
  },
  { id: 'D18', title: 'usage missing', faults: [{ kind: 'no-usage' }], expected: serves({ isCostKnown: false }) },
  {
    id: 'D19',
    title: 'JSON answers a request for a stream',
    modes: stream,
    faults: [{ kind: 'json-instead-of-stream' }],
    expected: serves(),
  },
  {
    id: 'D20',
    title: 'a frame of two megabytes in small pieces',
    modes: stream,
    faults: frames(
      [opening, ...(chunk({ content: 'a'.repeat(2_000_000) }).match(/[\s\S]{1,16384}/g) ?? []), ...ending],
      { everyMs: 0 },
    ),
    expected: serves({ text: 'a'.repeat(2_000_000) }),
  },
  {
    id: 'D21',
    title: 'a stream answers a request for JSON',
    modes: ['whole'],
    faults: frames([opening, ...words, ...ending]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D22',
    title: 'usage before content',
    modes: stream,
    faults: frames([opening, usageChunk(50, 40), ...words, chunk({}, 'stop'), done]),
    expected: serves({ inputTokens: 50 }),
  },
  {
    id: 'D22-done',
    title: '[DONE] without a finish reason',
    modes: stream,
    faults: frames([opening, ...words.slice(0, 20), done]),
    expected: breaks('cut', ['target']),
  },
]
