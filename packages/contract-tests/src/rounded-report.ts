import type { Report } from '@signalbox/core'

/** Sums of floats depend on their order; nine digits of a figure in USD do not. */
export function roundedReport(report: Report): unknown {
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(9)) : value,
  )
  return JSON.parse(text) as unknown
}
