import { expect, it } from 'vitest'
import type { Said } from './frame-writer.ts'
import { createToolSequencer } from './sequence-tools.ts'

const start = (index: number): Said => ({ kind: 'tool-start', index, id: `${index}`, name: 'f' })
const delta = (index: number, argumentsJson: string): Said => ({ kind: 'tool-delta', index, argumentsJson })
const end = (index: number): Said => ({ kind: 'tool-end', index })
const text: Said = { kind: 'text', text: 'a' }

it.each<[string, Said[], Said[]]>([
  ['text passes', [text, text], [text, text]],
  [
    'calls by turns come one after another',
    [start(0), start(1), delta(0, '{'), delta(1, '['), delta(0, '}'), delta(1, ']'), end(0), end(1)],
    [start(0), delta(0, '{'), delta(0, '}'), end(0), start(1), delta(1, '['), delta(1, ']'), end(1)],
  ],
  [
    'three of them, and text among them',
    [start(0), start(1), start(2), text, end(1), end(2), end(0)],
    [start(0), end(0), start(1), end(1), start(2), end(2), text],
  ],
  [
    'what comes too late of a call that was whole is nothing',
    [start(0), delta(0, '{}'), start(1), delta(0, ' '), delta(1, '{}'), end(0), end(1)],
    [start(0), delta(0, '{}'), end(0), start(1), delta(1, '{}'), end(1)],
  ],
  [
    'a reply that goes on elsewhere may count anew',
    [start(0), delta(0, '{}'), start(1), end(1), start(0), delta(0, '[]'), end(0)],
    [start(0), delta(0, '{}'), end(0), start(1), end(1), start(0), delta(0, '[]'), end(0)],
  ],
  [
    'calls without an end are ended',
    [start(0), delta(0, '{'), start(1)],
    [start(0), delta(0, '{'), end(0), start(1), end(1)],
  ],
])('%s', (_what, given, expected) => {
  const sequencer = createToolSequencer()
  expect([...given.flatMap(sequencer.next), ...sequencer.rest()]).toEqual(expected)
})

it('each call streams, once the arguments of the one before are whole', () => {
  const { next } = createToolSequencer()
  const given = [start(0), delta(0, '{"a":'), delta(0, '1}'), start(1), delta(1, '{'), text, delta(1, '}')]
  expect(given.map(next)).toEqual([
    [start(0)],
    [delta(0, '{"a":')],
    [delta(0, '1}')],
    [end(0), start(1)],
    [delta(1, '{')],
    [],
    [delta(1, '}')],
  ])
})
