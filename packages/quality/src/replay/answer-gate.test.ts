import {
  allOf,
  anyOf,
  checks,
  createGateResolver,
  judge,
  logprobs,
  type GateSpec,
  type ReplyView,
} from '@signalbox/core'
import { expect, test } from 'vitest'
import { answer, byTarget } from '../../test/replay-world.ts'
import { answerGate, type GateQuestion } from './answer-gate.ts'

const text = (content: string, more: Partial<ReplyView> = {}): ReplyView => ({
  text: content,
  toolCalls: [],
  logprobs: undefined,
  finish: undefined,
  usage: undefined,
  ...more,
})
const custom = createGateResolver({ odd: () => ({ name: 'odd', judge: () => ({ kind: 'abstain', reason: 'none' }) }) })
const odd: GateSpec = { name: 'odd', params: {} }
const sure = logprobs({ atLeast: 0.8 })
const good = { reply: text('Forty-two.') }
const empty = { reply: text('') }
const passed = { gate: { name: 'checks', accepted: true } }

test.each<[string, GateSpec, Parameters<typeof answer>[1] | undefined, string, Partial<GateQuestion>?]>([
  ['a recorded verdict', checks(), { gate: { name: 'checks', accepted: false } }, 'escalate'],
  ['it comes before the text', checks(), { ...passed, ...empty }, 'accept'],
  ['one of another gate says nothing', sure, passed, 'unknown'],
  ['nor one of the same gate set otherwise', checks(), passed, 'unknown', { recorded: checks({ cut: false }) }],
  ['the same settings', checks(), passed, 'accept', { recorded: checks() }],
  ['a kept reply that passes', checks(), good, 'accept'],
  ['one that does not', checks(), empty, 'escalate'],
  ['no answer at all', checks(), undefined, 'unknown'],
  ['a reply to a request whose text is gone', checks(), good, 'unknown', { request: { messages: [] } }],
  ['log-probabilities that were kept', sure, { reply: text('x', { logprobs: [-0.01] }) }, 'accept'],
  ['log-probabilities that were not', sure, good, 'unknown'],
  ['a gate that would make calls', judge({ target: 'x', atLeast: 0.5 }), good, 'unknown'],
  ['all of: one that escalates is enough', allOf(checks(), sure), empty, 'escalate'],
  ['all of: one that is not known leaves it open', allOf(checks(), sure), good, 'unknown'],
  ['any of: one that accepts is enough', anyOf(sure, checks()), good, 'accept'],
  ['any of: one that is not known leaves it open', anyOf(sure, checks()), empty, 'unknown'],
  ['all abstain: escalate by default', odd, good, 'escalate'],
  ['or as the step says', odd, good, 'accept', { onNoEvidence: 'accept' }],
  ['a gate that cannot be made', logprobs({ atLeast: 7 }), good, 'unknown'],
])('%s', (_, spec, more, expected, question) => {
  const request = { messages: [{ role: 'user' as const, content: 'How many?' }] }
  const given = more === undefined ? undefined : answer(byTarget('a'), more)
  expect(
    answerGate({
      spec,
      request,
      answer: given,
      onNoEvidence: 'escalate',
      recorded: undefined,
      resolve: custom,
      ...question,
    }),
  ).toBe(expected)
})
