import { UsageError } from '../usage-error.ts'

/** `1%`, `0.5 %` or a share: 0.01. @throws UsageError */
export function parseTolerance(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text)
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1)
  if (!(value >= 0 && value <= 1))
    throw new UsageError(`--tolerance "${text}" is no share. Give a percentage (1%) or a share of one (0.01).`)
  return value
}
