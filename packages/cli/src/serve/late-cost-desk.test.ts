import { createFakeClock } from '@signalbox/core/testing'
import type { Attempt, LateCostRow, Outcome } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { createLateCostDesk } from './late-cost-desk.ts'

const carrier = { name: 'openrouter', toBody: (body: Readonly<Record<string, unknown>>) => body }
const upstream = {
  name: 'or',
  dialect: 'openai-chat',
  baseUrl: 'https://or.test/api/v1',
  apiKey: 'k',
  carrier,
} as const

/** A desk over a look-up page that answers by id: a cost, or never. */
function world(more: { readonly upstream?: object; readonly write?: (row: LateCostRow) => void } = {}) {
  const rows: LateCostRow[] = []
  const asked: string[] = []
  const clock = createFakeClock()
  const desk = createLateCostDesk({
    targets: [{ id: 'a', model: 'v/a', upstream: 'or' }],
    upstreams: [{ ...upstream, ...more.upstream }],
    write: more.write ?? ((row) => void rows.push(row)),
    clock,
    fetch: async (input) => {
      const url = String(input)
      asked.push(url)
      const id = new URL(url).searchParams.get('id')
      if (id === 'never') return new Promise(() => {})
      return Response.json({ data: { id, total_cost: 0.000_123, provider_name: 'Azure' } })
    },
  })
  const note = (...attempts: readonly Partial<Attempt>[]): void =>
    desk.note({
      requestId: 'r',
      attempts: attempts.map((one, index) => ({ n: index + 1, target: 'a', billable: 'unknown', ...one })),
    } as unknown as Outcome)
  return { ...desk, note, rows, asked, close: (waitMs = 1_000) => clock.runUntil(desk.close(waitMs)) }
}

describe('a late cost', () => {
  it('is looked up at the upstream of its target and written as nano-dollars', async () => {
    const { note, rows, asked, close } = world()
    note({ callId: 'gen-1' }, { callId: 'gen-2', pricedCostNanoUsd: 5 })
    expect(await close()).toEqual({ found: 2, missing: 0, dropped: 0, failed: 0 })
    expect(asked).toEqual([1, 2].map((n) => `https://or.test/api/v1/generation?id=gen-${n}`))
    expect(rows).toEqual([1, 2].map((n) => ({ requestId: 'r', n, costNanoUsd: 123_000, host: 'Azure' })))
  })

  it.each<[string, Partial<Attempt>]>([
    ['its reply has told it', { callId: 'gen-1', reportedCostNanoUsd: 0 }],
    ['nothing is charged', { callId: 'gen-1', billable: 'no' }],
    ['the call has no name', {}],
    ['its target is not of that upstream', { callId: 'gen-1', target: 'b' }],
  ])('is not asked for where %s', async (_, attempt) => {
    const { note, asked, close } = world()
    note(attempt)
    expect(await close()).toMatchObject({ found: 0, missing: 0 })
    expect(asked).toEqual([])
  })

  it.each<[string, object]>([
    ['without a carrier', { carrier: undefined }],
    ['of another carrier', { carrier: { ...carrier, name: 'litellm' } }],
    ['without a key', { apiKey: undefined }],
  ])('is not asked for at an upstream %s', async (_, more) => {
    const { note, asked, close } = world({ upstream: more })
    note({ callId: 'gen-1' })
    await close()
    expect(asked).toEqual([])
  })

  it('that does not come holds nobody up for longer than is granted', async () => {
    const { note, rows, close } = world()
    note({ callId: 'never' }, { callId: 'gen-2' }, { callId: 'never' }, { callId: 'gen-4' })
    expect(await close(100)).toEqual({ found: 1, missing: 2, dropped: 1, failed: 0 })
    expect(rows).toMatchObject([{ n: 2 }])
  })

  it('that cannot be written is counted, and nothing else', async () => {
    const { note, close } = world({
      write: () => {
        throw new Error('the disk is full')
      },
    })
    note({ callId: 'gen-1' })
    expect(await close()).toEqual({ found: 1, missing: 0, dropped: 0, failed: 1 })
  })
})
