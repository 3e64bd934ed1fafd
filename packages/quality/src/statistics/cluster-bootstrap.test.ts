import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { clusterBootstrap } from './cluster-bootstrap.ts'

const ratio = (x: number, y: number): number => x / y

describe('a bootstrap by cluster', () => {
  it('refuses fewer than twenty clusters', () => {
    const few = new Float64Array(19).fill(1)
    expect(clusterBootstrap({ x: few, y: few }, [ratio], { random: seededRandom('few') })).toBeUndefined()
  })

  it('has no width where all clusters are alike, and the same draws for every statistic', () => {
    const alike = new Float64Array(20).fill(2)
    const made = clusterBootstrap({ x: alike, y: alike }, [ratio, (x) => x], { random: seededRandom('alike') })
    expect(made).toEqual([
      { low: 1, high: 1 },
      { low: 40, high: 40 },
    ])
  })

  it('has the width of a sum of independent clusters', () => {
    const random = seededRandom('uniform')
    const n = 400
    const x = Float64Array.from({ length: n }, () => random())
    const ones = new Float64Array(n).fill(1)
    const [made] = clusterBootstrap({ x, y: ones }, [ratio], { random }) ?? []
    // The mean of n uniform values has a standard error of sqrt(1 / 12 / n).
    const width = 2 * 1.96 * Math.sqrt(1 / 12 / n)
    expect(((made?.high ?? 0) - (made?.low ?? 0)) / width).toBeGreaterThan(0.9)
    expect(((made?.high ?? 0) - (made?.low ?? 0)) / width).toBeLessThan(1.1)
  })
})
