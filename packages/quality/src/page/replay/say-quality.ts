import type { Quality } from '../../replay/replay-report.ts'
import { toCountText, toRangeText } from '../kit/figures.ts'

const methods = {
  labels: 'by labels',
  propensity: 'estimated from requests sent there by chance',
  mixed: 'by labels and by chance',
} as const

/** What a quality rests on, or why there is none. */
export function sayQuality(quality: Quality): string {
  if (quality.method === 'unknown') return quality.reason
  return `${toRangeText(quality) ?? 'no interval'}, ${methods[quality.method]}: ${toCountText(quality.labelled)} labelled, for ${toCountText(quality.covers)} of ${toCountText(quality.requests)} requests`
}
