import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCalls, isToolName } from './fit-calls.ts'
import type { WireMessage, WirePart } from './wire-request.ts'

const limits = { maxIdLength: 12, maxNameLength: 8 }
const call = (id: string, name = 'look'): WirePart => ({ type: 'tool-call', id, name, argumentsJson: '{}' })
const result = (id: string): WirePart => ({ type: 'tool-result', id, text: 'ok' })
const asks = (...content: WirePart[]): WireMessage => ({ role: 'assistant', content })
const answers = (...content: WirePart[]): WireMessage => ({ role: 'tool', content })

/** Ids in order, results marked. */
function idsOf(messages: readonly WireMessage[]): readonly string[] {
  return messages.flatMap(({ content }) =>
    typeof content === 'string'
      ? []
      : content.flatMap((part) => {
          if (part.type === 'tool-call') return [part.id]
          return part.type === 'tool-result' ? [`>${part.id}`] : []
        }),
  )
}

describe('ids', () => {
  it.each<[string, readonly WireMessage[], readonly string[]]>([
    [
      'that fit stay',
      [asks(call('a-1'), call('B_2')), answers(result('B_2'), result('a-1'))],
      ['a-1', 'B_2', '>B_2', '>a-1'],
    ],
    ['of other characters', [asks(call('f.look:0')), answers(result('f.look:0'))], ['f_look_0', '>f_look_0']],
    [
      'that become the same',
      [asks(call('a.b'), call('a:b')), answers(result('a:b'), result('a.b'))],
      ['a_b', 'a_b_2', '>a_b_2', '>a_b'],
    ],
    ['too long', [asks(call('0123456789abcd'), call('0123456789abce'))], ['0123456789ab', '0123456789_2']],
    ['none', [asks(call('')), answers(result(''))], ['_', '>_']],
    [
      'used in two turns',
      [asks(call('look')), answers(result('look')), asks(call('look')), answers(result('look'))],
      ['look', '>look', 'look_2', '>look_2'],
    ],
    [
      'used twice in a turn',
      [asks(call('a'), call('a')), answers(result('a'), result('a'))],
      ['a', 'a_2', '>a', '>a_2'],
    ],
    [
      'used again where the first was left unanswered',
      [asks(call('a')), { role: 'user', content: 'No.' }, asks(call('a')), answers(result('a'))],
      ['a', 'a_2', '>a_2'],
    ],
    ['that no call has', [answers(result('x:1'))], ['>x_1']],
  ])('%s', (_, messages, expected) => {
    expect(idsOf(fitCalls(messages, limits))).toEqual(expected)
  })

  const id = fc.oneof(fc.constantFrom('a', 'a.b', 'a:b', ''), fc.string({ maxLength: 20 }))
  const turns = fc.array(fc.array(id, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  const toMessages = (all: readonly (readonly string[])[]): readonly WireMessage[] =>
    all.flatMap((ids) => [asks(...ids.map((one) => call(one))), answers(...ids.map(result))])

  it('fit, are given once, and results go with their calls', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const fitted = fitCalls(toMessages(all), limits)
        const calls = idsOf(fitted.filter(({ role }) => role === 'assistant'))
        expect(new Set(calls).size).toBe(calls.length)
        for (const one of calls) expect(one).toMatch(/^[a-zA-Z0-9_-]{1,12}$/)
        expect(idsOf(fitted.filter(({ role }) => role === 'tool'))).toEqual(calls.map((one) => `>${one}`))
      }),
    )
  })

  it('of a turn are the same whatever comes after it', () => {
    fc.assert(
      fc.property(turns, turns, (before, after) => {
        const alone = fitCalls(toMessages(before), limits)
        expect(fitCalls(toMessages([...before, ...after]), limits).slice(0, alone.length)).toEqual(alone)
      }),
    )
  })
})

it('names of before are made to fit', () => {
  expect(fitCalls([asks(call('a', 'ns.look_around'))], limits)).toEqual([asks(call('a', 'ns_look_'))])
})

it.each([
  ['look_around-2', true],
  ['ns.look', false],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
])('a name of a tool: %s %s', (name, expected) => {
  expect(isToolName(name, 64)).toBe(expected)
})
