import type { Estimate } from './estimate.ts'

/**
 * Agreement of two raters beyond chance, 1 = always, 0 = as by chance (Cohen, Educational and Psychological Measurement 1960), with the
 * 95 % interval of Fleiss, Cohen and Everitt (Psychological Bulletin 1969). `counts[i][j]`: how often the first said i and the
 * second j. undefined where it has no meaning: nothing counted, or both always said the same one thing.
 */
export function cohensKappa(counts: readonly (readonly number[])[]): Estimate | undefined {
  const n = counts.flat().reduce((sum, count) => sum + count, 0)
  if (n === 0) return undefined
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0) / n)
  const columns = counts.map((_, j) => counts.reduce((sum, row) => sum + (row[j] ?? 0), 0) / n)
  const observed = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / n
  const expected = rows.reduce((sum, row, i) => sum + row * (columns[i] ?? 0), 0)
  if (expected >= 1) return undefined
  const value = (observed - expected) / (1 - expected)
  let spread = -((value - expected * (1 - value)) ** 2)
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      const margins = (columns[i] ?? 0) + (rows[j] ?? 0)
      spread += (count / n) * ((i === j ? 1 : 0) - margins * (1 - value)) ** 2
    }
  }
  const error = Math.sqrt(Math.max(0, spread) / n) / (1 - expected)
  return { value, low: Math.max(-1, value - 1.959964 * error), high: Math.min(1, value + 1.959964 * error) }
}
