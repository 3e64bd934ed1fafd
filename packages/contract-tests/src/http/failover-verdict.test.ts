import { expect, it } from 'vitest'
import { wholeText } from '../faults/fault-cell.ts'
import { judgeFailover, type FailoverRule, type FailoverRun, type FailoverVerdict } from './failover-verdict.ts'

const well: FailoverRun = { answer: { text: wholeText }, elapsedMs: 10, attempts: [], isWellAfter: true }
const half = wholeText.slice(0, 40)
const error = { message: 'down' }

it.each<readonly [string, FailoverRule, Partial<FailoverRun>, FailoverVerdict]>([
  ['the whole answer', {}, {}, 'pass'],
  ['the whole answer, a bound broken', { bounds: { 'never holds': () => false } }, {}, 'partial'],
  ['the whole answer, too late', { limitMs: 9 }, {}, 'fail'],
  ['an error', {}, { answer: { text: '', error } }, 'safe'],
  ['an error after a part', {}, { answer: { text: half, error } }, 'safe'],
  ['an error after text of nobody', {}, { answer: { text: 'hello', error } }, 'fail'],
  ['a part as if it were all', {}, { answer: { text: half } }, 'fail'],
  ['nothing as if it were all', {}, { answer: { text: '' } }, 'fail'],
  ['two answers in one', {}, { answer: { text: wholeText + wholeText } }, 'fail'],
  ['a reply that breaks its dialect', {}, { broke: 'no JSON' }, 'fail'],
  ['ill afterwards', {}, { isWellAfter: false }, 'fail'],
  ['an error where it is right', { rightEnd: 'error' }, { answer: { text: '', error } }, 'pass'],
  ['an answer where an error is right', { rightEnd: 'error' }, {}, 'partial'],
])('%s', (_name, rule, run, verdict) => {
  expect(judgeFailover(rule, { ...well, ...run }).verdict).toBe(verdict)
})
