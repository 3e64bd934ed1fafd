import type { CarriedCost } from '@signalbox/core'
import { expect, it } from 'vitest'
import { toCarriedLine } from './carried-line.ts'

it.each<[string, CarriedCost, string]>([
  [
    'more than ours',
    { attempts: 120, reportedUsd: 1.25, pricedUsd: 1.2, differenceShare: 1.25 / 1.2 - 1, differing: 3 },
    'Carriers report $1.25 for 120 attempts that our prices put at $1.20 (+4.2 %); 3 of them differ by more than 1 %.',
  ],
  [
    'less than ours, once',
    { attempts: 1, reportedUsd: 0.0009, pricedUsd: 0.001, differenceShare: -0.1, differing: 1 },
    'Carriers report $0.000900 for 1 attempt that our prices put at $0.00100 (-10.0 %); 1 of them differs by more than 1 %.',
  ],
  [
    'the same',
    { attempts: 2, reportedUsd: 3, pricedUsd: 3, differenceShare: 0, differing: 0 },
    'Carriers report $3.00 for 2 attempts that our prices put at $3.00 (0.0 %); 0 of them differ by more than 1 %.',
  ],
  [
    'something for what we have as free',
    { attempts: 2, reportedUsd: 3, pricedUsd: 0, differenceShare: undefined, differing: 2 },
    'Carriers report $3.00 for 2 attempts that our prices put at $0; 2 of them differ by more than 1 %.',
  ],
])('says that carriers charge %s', (_, carried, line) => {
  expect(toCarriedLine(carried)).toBe(line)
})
