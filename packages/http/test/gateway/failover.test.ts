import { runFailoverBench } from '@signalbox/contract-tests'
import { describe, expect, it } from 'vitest'
import { createGatewaySurface } from '../gateway-surface.ts'

const surface = createGatewaySurface('openai-chat', 'fetch')

describe("FailoverBench's sixteen scenarios over the gateway", () => {
  it.each([
    ['first-content', 13],
    ['buffer', 16],
    ['resume', 16],
  ] as const)('commit %s: %i pass at least, none is partial, none fails', async (commit, atLeast) => {
    const rows = await runFailoverBench(surface, commit)
    expect(rows).toHaveLength(16)
    const wrong = rows.filter(({ verdict }) => verdict === 'partial' || verdict === 'fail')
    expect(wrong).toEqual([])
    expect(rows.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThanOrEqual(atLeast)
    expect(rows.find(({ id }) => id === 'S15')?.primaryAttempts).toBeLessThanOrEqual(8)
  })
})
