import type { Catalog } from '@signalbox/core'

/**
 * The newest day of which the catalogue states anything, at its beginning in UTC: the moment of requests that do not say theirs. No clock
 * is asked, so that the same record gives the same bytes tomorrow.
 */
export function catalogueDayMs({ models }: Catalog): number {
  let newest = '1970-01-01'
  for (const { sources, prices } of models)
    for (const source of [
      ...Object.values(sources),
      ...prices.flatMap(({ periods }) => periods.map((period) => period.source)),
    ])
      if (source !== undefined && source.date > newest) newest = source.date
  return Date.parse(`${newest.slice(0, 10)}T00:00:00Z`)
}
