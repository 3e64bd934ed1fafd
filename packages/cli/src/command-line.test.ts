import { expect, it } from 'vitest'
import { toCommandLine } from './command-line.ts'

it.each([
  ['report', {}, [], 'signalbox report'],
  [
    'report',
    { since: '7d', html: 'a b.html', json: true, csv: undefined },
    [],
    "signalbox report --since 7d --html 'a b.html' --json",
  ],
  [
    'replay',
    { maxEscalation: '0.2', without: ['vendor=openai', 'licence=MIT'] },
    [],
    'signalbox replay --max-escalation 0.2 --without vendor=openai --without licence=MIT',
  ],
  ['route', {}, ["it's"], String.raw`signalbox route 'it'\''s'`],
])('%s %j %j', (verb, options, words, expected) => expect(toCommandLine(verb, options, words)).toBe(expected))
