import { cascade, checks, type ReplyView } from '@signalbox/core'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { KnownAnswer, PastRequest } from '../src/replay/past-request.ts'
import { replay } from '../src/replay/replay.ts'
import { allEconomy, allFrontier, answer, dayMs, side } from './replay-world.ts'

const data = resolve(process.env['SIGNALBOX_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data'))
const file = resolve(data, 'routellm/gsm8k.jsonl')

interface Row {
  readonly id: string
  readonly prompt: string
  readonly weak: boolean
  readonly strong: boolean
  readonly weakReply: string
  readonly strongReply: string
}

function toPast(row: Row): PastRequest {
  const { id, prompt, weak, strong, weakReply, strongReply } = row
  const given = (rank: 'weak' | 'strong', isRight: boolean, text: string): KnownAnswer => {
    const reply: ReplyView = { text, toolCalls: [], logprobs: undefined, finish: undefined, usage: undefined }
    const labels = [{ source: 'human', versusN: undefined, score: isRight ? 1 : 0 }] as const
    return answer({ rank }, { reply, labels, inputTokens: undefined, outputTokens: undefined })
  }
  return {
    id,
    atMs: undefined,
    request: { id, task: 'math', messages: [{ role: 'user', content: prompt }] },
    conversation: id,
    actual: undefined,
    answers: [given('weak', weak, weakReply), given('strong', strong, strongReply)],
  }
}

describe.skipIf(!existsSync(file))('780 questions with both answers (SIGNALBOX_DATA)', () => {
  const rows = (): readonly PastRequest[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => toPast(JSON.parse(line) as Row))

  test('all to economy: 491 right; all to frontier: 676; the same bytes twice', async () => {
    const runs = [1, 2].map(() => replay({ past: rows(), from: allEconomy, to: allFrontier, atMs: dayMs }))
    const [report, again] = await Promise.all(runs)
    expect(JSON.stringify(again)).toBe(JSON.stringify(report))
    const { a, b, cost, changed } = report!.total
    const right = [a.quality, b.quality].map((one) => (one.method === 'labels' ? one.value * one.labelled : undefined))
    expect(right.map((count) => Math.round(count ?? 0))).toEqual([491, 676])
    expect(a.quality).toMatchObject({ labelled: 780, covers: 780, requests: 780 })
    expect([a.escalation.numerator, b.escalation.numerator, changed.numerator]).toEqual([0, 780, 780])
    expect(cost.requests).toBe(780)
    expect(a.tokens).toEqual({ counted: 0, ofAnotherModel: 0, estimated: 780 })
    expect(report!.assumptions.join('\n')).toMatch(/780 requests do not say when they were made/)
  })

  test('a cascade runs its checks on the replies that were kept', async () => {
    const to = side('checked', cascade({ tiers: ['economy', 'frontier'], gate: checks() }))
    const { total } = await replay({ past: rows(), from: allEconomy, to, atMs: dayMs })
    expect(total.b.gateUnknown).toBe(0)
    expect(total.b.escalation.denominator).toBe(780)
    expect(total.b.quality).toMatchObject({ method: 'labels', labelled: 780 })
  })
})
