import { expect, it } from 'vitest'
import type { ReplyEvent } from './reply-event.ts'
import { whatIsSaid, withText } from './what-is-said.ts'

const end = { kind: 'end', finish: { reason: 'stop' } } as const
const events: readonly ReplyEvent[] = [
  { kind: 'start', id: 'r' },
  { kind: 'reasoning', text: 'hm ' },
  { kind: 'text', text: 'one ' },
  { kind: 'tool-start', index: 0, id: 't', name: 'f' },
  { kind: 'tool-delta', index: 0, argumentsJson: '{"a":' },
  { kind: 'tool-delta', index: 0, argumentsJson: '1}' },
  { kind: 'tool-end', index: 0 },
  { kind: 'text', text: 'two' },
  end,
]

it('all words are seen', () => {
  expect(whatIsSaid(events)).toEqual({
    text: 'one two',
    reasoning: 'hm ',
    toolCalls: [{ name: 'f', argumentsJson: '{"a":1}' }],
  })
  expect(whatIsSaid([{ kind: 'refusal', text: 'no' }, end]).text).toBe('no')
})

it('another text takes the place of every word', () => {
  const changed = withText(events, 'clean')
  expect(whatIsSaid(changed)).toMatchObject({ text: 'clean', reasoning: '' })
  expect(changed.map(({ kind }) => kind)).toEqual([
    'start',
    'text',
    'tool-start',
    'tool-delta',
    'tool-delta',
    'tool-end',
    'end',
  ])
  expect(whatIsSaid(withText([{ kind: 'refusal', text: 'no' }, end], 'ok')).text).toBe('ok')
  expect(withText([{ kind: 'start' }, end], 'x').map(({ kind }) => kind)).toEqual(['start', 'text', 'end'])
})
