import type { ExportProblem, ExportRecord } from './export-record.ts'
import { each, type ExportShape } from './export-shape.ts'
import { toDay } from './to-day.ts'
import type { UsageSums } from './usage-sums.ts'

/** One row of an export, in our words. */
export interface UsageRow extends UsageSums {
  readonly place: string
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string
  /** As the export writes it; undefined = it does not say. */
  readonly model: string | undefined
}

/** @returns undefined for a row that counts nothing: a day without traffic */
export function toUsageRow({ place, fields }: ExportRecord, shape: ExportShape): UsageRow | ExportProblem | undefined {
  const { cost, requests, inputTokens, outputTokens } = shape
  const counted = [requests === each ? undefined : requests, ...inputTokens, ...outputTokens, cost?.column]
  const texts = counted.flatMap((name) => (name !== undefined && fields.has(name) ? [name] : []))
  if (texts.length === 0) return undefined
  const wrong = texts.find((name) => toNumber(fields.get(name)) === undefined)
  if (wrong !== undefined)
    return { kind: 'not-a-number', place, message: `${wrong} is "${fields.get(wrong)}", no plain number` }
  const day = toDay(fields.get(shape.day) ?? '')
  if (day === undefined)
    return { kind: 'not-a-day', place, message: `${shape.day} is "${fields.get(shape.day) ?? ''}", no day` }
  const currency = (cost?.currency && fields.get(cost.currency)) ?? 'USD'
  if (currency.toUpperCase() !== 'USD')
    return { kind: 'other-currency', place, message: `is in ${currency}; amounts are compared in USD` }

  const valueOf = (name: string | undefined): number => (name === undefined ? 0 : (toNumber(fields.get(name)) ?? 0))
  const sumOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + valueOf(name), 0)
  return {
    place,
    day,
    model: shape.model.map((name) => fields.get(name)).find((name) => name !== undefined),
    requests: requests === each ? 1 : valueOf(requests),
    inputTokens: sumOf(inputTokens),
    outputTokens: sumOf(outputTokens),
    costNanoUsd: Math.round(valueOf(cost?.column) * (cost?.unit === 'cents' ? 1e7 : 1e9)),
  }
}

/** undefined = no number as programs write them: `1,234` or `$5` may mean anything. */
export function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined
}
