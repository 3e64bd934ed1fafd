import type { Share } from './report.ts'

/** Two-sided 95 %. */
const z = 1.959963984540054

/** A share with its 95 % score interval (Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927). */
export function toShare(numerator: number, denominator: number): Share {
  if (denominator === 0) return { numerator, denominator, value: undefined, low: undefined, high: undefined }
  const p = numerator / denominator
  const zz = z * z
  const center = p + zz / (2 * denominator)
  const spread = z * Math.sqrt((p * (1 - p)) / denominator + zz / (4 * denominator * denominator))
  const scale = 1 + zz / denominator
  return {
    numerator,
    denominator,
    value: p,
    low: numerator === 0 ? 0 : (center - spread) / scale,
    high: numerator === denominator ? 1 : (center + spread) / scale,
  }
}
