import { priceAt, type ModelCard, type Price } from '@signalbox/core'
import { toPlainTable } from '../plain-table.ts'

/** A model with its prices at a moment; the first is the one that counts. */
export interface ModelRow {
  readonly card: ModelCard
  readonly prices: readonly Price[]
}

/** @param first the provider whose price counts; default: the card's own order, the vendor first */
export function toModelRow(card: ModelCard, atMs: number, first?: string): ModelRow {
  const providers = card.prices.map(({ provider }) => provider)
  const ordered = [
    ...providers.filter((provider) => provider === first),
    ...providers.filter((provider) => provider !== first),
  ]
  return {
    card,
    prices: ordered.map((provider) => priceAt(card, provider, atMs)).filter((price) => price !== undefined),
  }
}

const columns = [
  { head: 'model', width: 27 },
  { head: 'context', width: 7 },
  { head: '$ in / out', width: 11 },
  { head: 'at', width: 10 },
  { head: 'licence', width: 11 },
  { head: 'from', width: 4 },
]

/** Rows for people; prices in USD per million tokens. */
export function toModelTable(rows: readonly ModelRow[], screenColumns: number): string {
  const cells = rows.map(({ card, prices }) => [
    card.id,
    String(card.contextTokens ?? '?'),
    toRates(prices[0]),
    prices[0]?.provider ?? '-',
    card.licence ?? '?',
    card.jurisdiction ?? '?',
  ])
  return toPlainTable(columns, cells, screenColumns)
}

function toRates(price: Price | undefined): string {
  const tier = price?.tiers[0]
  if (tier === undefined) return 'price unknown'
  return `${tier.inputPerMillionUsd} / ${tier.outputPerMillionUsd}${price?.label === undefined ? '' : ` (${price.label})`}`
}

/** A row for programs: every fact with its source. */
export function toModelJson({ card: { prices: _, ...card }, prices }: ModelRow): unknown {
  const tier = prices[0]?.tiers[0]
  return {
    ...card,
    inputPerMillionUsd: tier?.inputPerMillionUsd,
    outputPerMillionUsd: tier?.outputPerMillionUsd,
    prices,
  }
}
