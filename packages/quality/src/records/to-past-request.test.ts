import {
  checks,
  createGateResolver,
  type IntentRow,
  type OutcomeRow,
  type ReplyRow,
  type SettlementRow,
} from '@signalbox/core'
import type { PastOutcome } from '@signalbox/ledger'
import { describe, expect, test } from 'vitest'
import { features } from '../../test/replay-world.ts'
import { intent, outcome, settlement } from '@signalbox/contract-tests/ledger-rows'
import { answerGate } from '../replay/answer-gate.ts'
import { toPastRequest } from './to-past-request.ts'

const messages = [{ role: 'user' as const, content: 'How many sheep?' }]
const requestJson = JSON.stringify({ features: features({ task: 'math' }), maxOutputTokens: 50 })

type Attempt = Partial<IntentRow & SettlementRow>

function past(
  more: Partial<OutcomeRow>,
  attempts: readonly Attempt[] = [{}],
  beside: Partial<PastOutcome> = {},
): PastOutcome {
  return {
    outcome: outcome('r', { requestJson, decidedTarget: 'cheap', servedN: attempts.length, ...more }),
    attempts: attempts.map((one, index) => ({
      ...intent('r', index + 1, { target: 'cheap', model: 'v/cheap' }),
      ...settlement('r', index + 1, { end: 'done', reason: undefined }),
      ...one,
    })),
    labels: [],
    replies: [],
    ...beside,
  }
}

describe('the request', () => {
  test('as it was recorded, with its messages where they were kept', () => {
    const kept = toPastRequest(past({ promptJson: JSON.stringify(messages) }))
    expect(kept?.request).toMatchObject({ id: 'r', features: { task: 'math' }, maxOutputTokens: 50, messages })
    expect(toPastRequest(past({}))?.request.messages).toEqual([])
  })

  test('of an older Signalbox: its prompt, or nothing', () => {
    const old = { requestJson: undefined, task: 'math', taskSource: 'caller' as const }
    const kept = toPastRequest(past({ ...old, promptJson: JSON.stringify(messages) }))
    expect(kept?.request).toMatchObject({ messages, task: 'math' })
    expect(kept?.request.features).toBeUndefined()
    expect(toPastRequest(past(old))).toBeUndefined()
  })

  test('belongs to its session', () => {
    expect(toPastRequest(past({ session: 's' }))?.conversation).toBe('s')
    expect(toPastRequest(past({ session: undefined }))?.conversation).toBe('r')
  })
})

describe('answers', () => {
  test('a draft that was turned down, what served, and the counterpart of a study; no judge, no sample, no failure', () => {
    const one = toPastRequest(
      past({ servedN: 3 }, [
        { end: 'rejected', reason: 'checks: empty' },
        { end: 'failed', target: 'broken' },
        { target: 'best', model: 'v/best' },
        { purpose: 'judge' },
        { purpose: 'sample' },
        { purpose: 'shadow', study: 's', target: 'other', model: 'v/other' },
      ]),
    )
    expect(one?.answers.map(({ by, gate }) => ['target' in by && by.target, gate])).toEqual([
      ['cheap', { name: 'checks', accepted: false }],
      ['best', undefined],
      ['other', undefined],
    ])
    expect(one?.actual).toMatchObject({ failedTargets: ['broken'], servedTarget: 'best' })
  })

  test('an accepted draft has passed the gate that was planned, after a retry too', () => {
    const gated = { decidedGate: 'checks', gate: 'accepted' as const }
    const gates = (...attempts: readonly Attempt[]): unknown[] =>
      toPastRequest(past(gated, attempts))?.answers.map(({ gate }) => gate) ?? []
    expect(gates({})).toEqual([{ name: 'checks', accepted: true }])
    expect(gates({ end: 'failed' }, {})).toEqual([{ name: 'checks', accepted: true }])
    expect(gates({ end: 'failed' }, { target: 'best' })).toEqual([undefined])
  })

  test('of a pool: the target that a policy names, the model that answered', () => {
    const one = toPastRequest(
      past({ servedTarget: 'member' }, [{ answeredTarget: 'member', answeredModel: 'v/member' }]),
    )
    expect(one?.actual?.servedTarget).toBe('cheap')
    expect(one?.answers[0]?.by).toEqual({ target: 'cheap', model: 'v/member' })
  })

  test.each([
    ['length', 'escalate'],
    ['stop', 'accept'],
    [undefined, 'accept'],
  ] as const)('a kept reply that ended by %s: checks %s', (finish, verdict) => {
    const reply: ReplyRow = { requestId: 'r', n: 1, text: 'Eighty sheep', toolCalls: [], finish }
    const one = toPastRequest(past({ promptJson: JSON.stringify(messages) }, [{}], { replies: [reply] }))!
    const answer = one.answers[0]
    expect(answer?.reply?.finish?.reason).toBe(finish)
    const said = answerGate({
      spec: checks(),
      request: one.request,
      answer,
      onNoEvidence: 'escalate',
      recorded: undefined,
      resolve: createGateResolver({}),
    })
    expect(said).toBe(verdict)
  })

  test('have the labels that are of them', () => {
    const label = {
      requestId: 'r',
      source: 'human',
      rater: undefined,
      study: undefined,
      versusN: undefined,
      score: 1,
      reason: undefined,
      atMs: 1,
    } as const
    const one = toPastRequest(past({}, [{}, {}], { labels: [{ ...label, n: 2 }] }))
    expect(one?.answers.map(({ labels }) => labels.length)).toEqual([0, 1])
  })
})
