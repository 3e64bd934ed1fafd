import { describe, expect, it } from 'vitest'
import { createLateCosts, type LateCost, type LateCostsOptions } from './late-costs.ts'
import type { GenerationAnswer } from './look-up-generation.ts'

/** Look-ups that are answered when the test says so. */
function world(options: Partial<LateCostsOptions> = {}) {
  const open = new Map<string, (answer: GenerationAnswer) => void>()
  const costs: LateCost[] = []
  const lateCosts = createLateCosts({
    lookUp: {
      find: (id, signal) =>
        new Promise((resolve) => {
          open.set(id, resolve)
          signal?.addEventListener('abort', () => resolve({ kind: 'failed', reason: 'closed', message: '' }))
        }),
    },
    onCost: (cost) => void costs.push(cost),
    ...options,
  })
  const add = (...ids: readonly string[]): void => {
    for (const callId of ids) lateCosts.add({ requestId: `request ${callId}`, n: 1, callId })
  }
  const answer = async (id: string, costUsd: number | undefined): Promise<void> => {
    open.get(id)?.({ kind: 'found', generation: { id, costUsd, host: 'Azure' } as never })
    open.delete(id)
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return { ...lateCosts, costs, add, answer, open: () => [...open.keys()] }
}

describe('late costs', () => {
  it('are told by request and attempt', async () => {
    const { add, answer, costs, idle, counts } = world()
    add('a', 'b')
    await answer('a', 0.5)
    await answer('b', 0)
    await idle()
    expect(costs).toEqual([
      { requestId: 'request a', n: 1, costUsd: 0.5, host: 'Azure' },
      { requestId: 'request b', n: 1, costUsd: 0, host: 'Azure' },
    ])
    expect(counts()).toEqual({ waiting: 0, looking: 0, found: 2, missing: 0, dropped: 0, failed: 0 })
  })

  it('are looked up a few at a time', async () => {
    const { add, answer, open, counts } = world({ maxConcurrent: 2 })
    add('a', 'b', 'c', 'd')
    expect(open()).toEqual(['a', 'b'])
    await answer('a', 1)
    expect(open()).toEqual(['b', 'c'])
    expect(counts()).toMatchObject({ waiting: 1, looking: 2, found: 1 })
  })

  it('are dropped, and counted, where too many wait', () => {
    const { add, counts } = world({ maxConcurrent: 1, maxWaiting: 2 })
    add('a', 'b', 'c', 'd', 'e')
    expect(counts()).toMatchObject({ looking: 1, waiting: 2, dropped: 2 })
  })

  it('that stay unknown are counted', async () => {
    const { add, answer, costs, counts } = world()
    add('a')
    await answer('a', undefined)
    expect(costs).toEqual([])
    expect(counts()).toMatchObject({ found: 0, missing: 1 })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('go on when the listener %s', async (_, onCost) => {
    const { add, answer, idle, counts } = world({ onCost, maxConcurrent: 1 })
    add('a', 'b')
    await answer('a', 1)
    await answer('b', 1)
    await idle()
    expect(counts()).toMatchObject({ found: 2, failed: 2 })
  })

  it('go on when the look-up breaks its word', async () => {
    const { add, idle, counts } = world({
      lookUp: {
        find: () => {
          throw new Error('no')
        },
      },
    })
    add('a')
    await idle()
    expect(counts()).toMatchObject({ failed: 1, looking: 0 })
  })

  it('end at once when closed, and take no more', async () => {
    const { add, close, counts, costs } = world({ maxConcurrent: 1 })
    add('a', 'b', 'c')
    await close()
    add('d')
    expect(counts()).toEqual({ waiting: 0, looking: 0, found: 0, missing: 1, dropped: 3, failed: 0 })
    expect(costs).toEqual([])
    await close()
  })
})
