import { catalog } from '@signalbox/catalog'
import { priceAt, withModels, type ModelCard, type Price } from '@signalbox/core'
import Table from 'cli-table3'
import type { Output } from '../console-output.ts'
import { loadPolicy } from '../load-policy.ts'
import { parseTime } from '../parse-time.ts'

export interface ModelsOptions {
  readonly config?: string | undefined
  readonly at?: string | undefined
  readonly vendor?: string | undefined
}

/** The catalogue, with prices at a moment and where each comes from. */
export function models(options: ModelsOptions, output: Output): number {
  const nowMs = Date.now()
  const atMs = options.at === undefined ? nowMs : parseTime(options.at, '--at', nowMs)
  const all =
    options.config === undefined
      ? catalog
      : withModels(
          catalog,
          loadPolicy(options.config).options.catalog.models.filter((card) => catalog.find(card.id) !== card),
        )
  const rows = all.models
    .filter((card) => options.vendor === undefined || card.vendor === options.vendor)
    .map((card) => ({
      card,
      prices: card.prices.map(({ provider }) => priceAt(card, provider, atMs)).filter((price) => price !== undefined),
    }))
  const at = new Date(atMs).toISOString()
  output.result({ at, catalog: all.version, models: rows.map(({ card, prices }) => toJson(card, prices)) }, () => {
    const table = new Table({
      head: ['model', 'context', 'in / out $ per M', 'at', 'licence', 'from'],
      style: { head: [], border: [] },
    })
    for (const { card, prices } of rows)
      table.push([
        card.id,
        String(card.contextTokens ?? '?'),
        toRates(prices[0]),
        prices[0]?.provider ?? '-',
        card.licence ?? '?',
        card.jurisdiction ?? '?',
      ])
    return `${table.toString()}\n${rows.length} models at ${at}; ${all.version}. Sources of every fact: --json.\n`
  })
  return 0
}

function toRates(price: Price | undefined): string {
  const tier = price?.tiers[0]
  if (tier === undefined) return 'price unknown'
  return `${tier.inputPerMillionUsd} / ${tier.outputPerMillionUsd}${price?.label === undefined ? '' : ` (${price.label})`}`
}

function toJson({ prices: _, ...card }: ModelCard, prices: readonly Price[]): unknown {
  // The first price is the vendor's own, where it sells itself.
  const tier = prices[0]?.tiers[0]
  return {
    ...card,
    inputPerMillionUsd: tier?.inputPerMillionUsd,
    outputPerMillionUsd: tier?.outputPerMillionUsd,
    prices,
  }
}
