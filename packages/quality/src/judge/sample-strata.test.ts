import type { OutcomeRow } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleStrata, type SamplingOptions } from './sample-strata.ts'

const options: SamplingOptions = {
  perStratum: 3,
  seed: 'spring',
  armOf: ({ servedTier }) => (servedTier === 'economy' ? 'a' : servedTier === 'frontier' ? 'b' : undefined),
  hasPrompt: ({ promptJson }) => promptJson !== undefined,
}

function row(id: number, servedTier = 'economy', task = 'extract', promptJson: string | undefined = '[]'): OutcomeRow {
  return { requestId: `r${id}`, task, servedTier, promptJson } as OutcomeRow
}

describe('a stratified sample', () => {
  it('draws in each task type and arm, and counts what it stands for', () => {
    const rows = [
      ...Array.from({ length: 10 }, (_, index) => row(index)),
      ...Array.from({ length: 2 }, (_, index) => row(100 + index, 'frontier')),
      row(200, 'frontier', 'code', undefined),
      row(300, 'middle'),
    ]
    const strata = sampleStrata(rows, {
      ...options,
      hasPrompt: ({ task }) => task !== 'code',
    })
    expect(strata.map(({ sample, ...counts }) => ({ ...counts, n: sample.length }))).toEqual([
      { task: 'code', arm: 'b', traffic: 1, withPrompt: 0, n: 0 },
      { task: 'extract', arm: 'a', traffic: 10, withPrompt: 10, n: 3 },
      { task: 'extract', arm: 'b', traffic: 2, withPrompt: 2, n: 2 },
    ])
  })

  it('is the same in whatever order rows come, and another for another seed', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 30 }, (_, id) => id),
          { minLength: 30 },
        ),
        (ids) => {
          expect(
            sampleStrata(
              ids.map((id) => row(id)),
              options,
            ),
          ).toEqual(
            sampleStrata(
              Array.from({ length: 30 }, (_, id) => row(id)),
              options,
            ),
          )
        },
      ),
      { numRuns: 30 },
    )
    const rows = Array.from({ length: 30 }, (_, id) => row(id))
    expect(sampleStrata(rows, { ...options, seed: 'autumn' })).not.toEqual(sampleStrata(rows, options))
  })

  it('gives every request the same chance', () => {
    const times = new Map<string, number>()
    const rows = Array.from({ length: 10 }, (_, id) => row(id))
    for (let seed = 0; seed < 2_000; seed++)
      for (const { requestId } of sampleStrata(rows, { ...options, seed: `s${seed}` })[0]?.sample ?? [])
        times.set(requestId, (times.get(requestId) ?? 0) + 1)
    // 600 each; five standard deviations are 102.
    for (const count of times.values()) expect(Math.abs(count - 600)).toBeLessThan(102)
  })
})
