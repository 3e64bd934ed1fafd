import type { Price } from '@signalbox/core'

/** Where a price of the period comes from. */
export interface PriceSource {
  readonly provider: string
  readonly model: string
  /** `name, read DATE`; undefined = the catalogue or the operator gives none. */
  readonly source: string | undefined
  /** The operator assumes it: nobody published it. */
  readonly isAssumed: boolean
  /** Attempts that were priced by it. */
  readonly attempts: number
}

export interface PriceSources {
  /** @param priceJson as a ledger's row keeps it */
  readonly add: (priceJson: string | undefined) => void
  /** Most attempts first. */
  readonly list: () => readonly PriceSource[]
}

/** Distinct prices that are kept apart. */
const mostPrices = 1_000

export function createPriceSources(): PriceSources {
  const counts = new Map<string, number>()
  return {
    add: (priceJson) => {
      if (priceJson === undefined || (counts.size >= mostPrices && !counts.has(priceJson))) return
      counts.set(priceJson, (counts.get(priceJson) ?? 0) + 1)
    },
    list: () => {
      const sources = new Map<string, PriceSource>()
      for (const [text, attempts] of counts) {
        const source = toSource(text, attempts)
        if (source === undefined) continue
        const key = JSON.stringify([source.provider, source.model, source.source, source.isAssumed])
        sources.set(key, { ...source, attempts: attempts + (sources.get(key)?.attempts ?? 0) })
      }
      return [...sources.values()].toSorted((a, b) => b.attempts - a.attempts || (nameOf(a) < nameOf(b) ? -1 : 1))
    },
  }
}

function nameOf({ model, provider, source, isAssumed }: PriceSource): string {
  return JSON.stringify([model, provider, source, isAssumed])
}

/** A row that another program wrote may hold anything. */
function toSource(text: string, attempts: number): PriceSource | undefined {
  try {
    const { provider, model, source, isAssumed } = JSON.parse(text) as Partial<Price>
    if (typeof provider !== 'string' || typeof model !== 'string') return undefined
    return {
      provider,
      model,
      source: source === undefined ? undefined : `${source.name}, read ${source.date}`,
      isAssumed: isAssumed === true,
      attempts,
    }
  } catch {
    return undefined
  }
}
