import type { Catalog, ModelCard } from '@signalbox/core'

/** Finds the catalogue's model that a provider's name for it means. */
export type MatchModel = (name: string, vendor: string | undefined) => ModelCard | undefined

/** By what is left of a name once dots, dates, `latest` and what stands before the last slash are gone; a name of two models is none. */
export function createMatchModel(catalog: Catalog): MatchModel {
  const byKey = new Map<string, ModelCard[]>()
  for (const card of catalog.models) {
    const key = toKey(card.id)
    byKey.set(key, [...(byKey.get(key) ?? []), card])
  }
  return (name, vendor) => {
    const exact = catalog.find(name) ?? (vendor === undefined ? undefined : catalog.find(`${vendor}/${name}`))
    if (exact !== undefined) return exact
    const found = byKey.get(toKey(name)) ?? []
    const ofVendor = found.filter((card) => card.vendor === vendor)
    const best = ofVendor.length > 0 ? ofVendor : found
    return best.length === 1 ? best[0] : undefined
  }
}

function toKey(name: string): string {
  return name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/:[a-z]+$/, '')
    .replace(/[-@]?(20\d\d-?\d\d-?\d\d|latest)$/, '')
    .replaceAll(/[._]/g, '-')
}
