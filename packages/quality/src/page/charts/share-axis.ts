import { toPercentText } from '../kit/figures.ts'
import type { Tick } from './row-chart.ts'
import { createScale, type Scale } from './scale.ts'

/** An axis of shares from 0, far enough for all values, with limits as lines through all rows. */
export function shareAxis(
  values: readonly (number | undefined)[],
  limits: readonly number[],
): { readonly scale: Scale; readonly ticks: readonly Tick[] } {
  const most = Math.max(0, ...limits, ...values.map((value) => value ?? 0))
  const end = most > 0.75 ? 1 : Math.max(0.4, Math.ceil(most * 10) / 10)
  const ends = [0, end].filter((at) => !limits.includes(at))
  return {
    scale: createScale(0, end),
    ticks: [
      ...ends.map((at): Tick => ({ at, text: toPercentText(at, 0) })),
      ...limits.map((at): Tick => ({ at, text: toPercentText(at, 0), line: 'limit' })),
    ],
  }
}
