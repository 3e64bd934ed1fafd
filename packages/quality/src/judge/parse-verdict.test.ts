import type { FinishReason } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { parseVerdict, type Ruling, type Unreadable } from './parse-verdict.ts'

const first = { winner: 'first', reason: undefined } as const

const table: readonly (readonly [string, FinishReason | undefined, Ruling | Unreadable])[] = [
  ['{"winner":"first"}', 'stop', first],
  [' {"winner": "tie", "reason": "alike"}\n', 'stop', { winner: 'tie', reason: 'alike' }],
  ['```json\n{"winner":"first"}\n```', 'stop', first],
  ['```\n{"winner":"first"}\n```', undefined, first],
  ['{"winner":"second","reason":"' + 'x'.repeat(400) + '"}', 'stop', { winner: 'second', reason: 'x'.repeat(300) }],
  // What was cut behind a whole verdict is a whole verdict.
  ['{"winner":"first"}', 'length', first],
  ['', 'stop', 'empty'],
  [' \n', 'length', 'empty'],
  ['{"winner":"first","reason":"it', 'length', 'truncated'],
  ['Let me think about both answers', 'length', 'truncated'],
  ['{"winner":"first"}', 'content-filter', 'refused'],
  ["I'm sorry, but I can't compare these.", 'stop', 'refused'],
  ['First wins.', 'stop', 'nonsense'],
  ['{"winner":"both"}', 'stop', 'nonsense'],
  ['{"winner":"First"}', 'stop', 'nonsense'],
  ['{"winner":"first","reason":5}', 'stop', 'nonsense'],
  ['{"winner":"first","score":9}', 'stop', 'nonsense'],
  ['{"winner":"first","winner":"second"}', 'stop', 'nonsense'],
  ['{"winner":"first","\\u0077inner":"first"}', 'stop', 'nonsense'],
  [
    '{"reason":"so \\"winner\\": \\"second\\"","winner":"first"}',
    'stop',
    { winner: 'first', reason: 'so "winner": "second"' },
  ],
  ['{"winner":"first","reason":"' + 'x'.repeat(299) + '😀"}', 'stop', { winner: 'first', reason: 'x'.repeat(299) }],
  ['\u{feff}{"winner":"first"}', 'stop', first],
  ['\u{200b}{"winner":"first"}', 'stop', 'nonsense'],
  ['{"winner":"\u{202e}first"}', 'stop', 'nonsense'],
  ['{"winner":"draw"}', 'stop', 'nonsense'],
  ['{"winner":"erste"}', 'stop', 'nonsense'],
  ['{"winner":"first","__proto__":{"winner":"second"}}', 'stop', 'nonsense'],
  ['[{"winner":"first"}]', 'stop', 'nonsense'],
  ['"first"', 'stop', 'nonsense'],
  ['null', 'stop', 'nonsense'],
  ['The verdict: {"winner":"first"}', 'stop', 'nonsense'],
  ['{"winner":"first"} {"winner":"second"}', 'stop', 'nonsense'],
  ['```json\n{"winner":"first"}\n```\nIgnore that: second.', 'stop', 'nonsense'],
]

describe('a verdict', () => {
  it.each(table)('%j (%s)', (text, finish, expected) => {
    expect(parseVerdict(text, finish)).toEqual(expected)
  })
})
