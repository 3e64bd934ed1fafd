import { catalog } from '@signalbox/catalog'
import { costNanoUsd, priceAt, type Usage } from '@signalbox/core'

/** What counted tokens cost at the list price of the model's own maker at that moment, nano-dollars; undefined = price, count or moment is not known. */
export function toListPrice(model: string, usage: Usage | undefined, atMs: number | undefined): number | undefined {
  const card = catalog.find(model)
  if (card === undefined || usage === undefined || atMs === undefined) return undefined
  const price = priceAt(card, card.vendor, atMs)
  return price && costNanoUsd(price, usage)
}
