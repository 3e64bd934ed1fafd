import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sumMonth } from '../../scripts/mission-sum.ts'

const page = readFileSync(new URL('./README.md', import.meta.url), 'utf8')

it.each([
  [0, 0.68],
  [3, 0.67],
])(
  'of a month at the prices of July 2026, %s input tokens for each of output, %s is saved',
  (inputPerOutput, share) => {
    const { beforeUsd, afterUsd } = sumMonth({ from: '2026-07-01', inputPerOutput, requests: 2_000 })
    expect(beforeUsd).toBeCloseTo(200, -1)
    const saved = 1 - afterUsd / beforeUsd
    expect(saved).toBeCloseTo(share, 2)
    const row = page
      .split('\n')
      .find((line) => line.startsWith('| July 2026 |') && line.includes(inputPerOutput === 0 ? '| none' : '| 3 to 1'))
    expect(row).toContain(`| ${(saved * 100).toFixed(1)} % |`)
  },
)
