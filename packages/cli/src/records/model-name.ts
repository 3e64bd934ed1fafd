import { createMatchModel } from '@signalbox/bridge/litellm'
import { catalog } from '@signalbox/catalog'

const matchModel = createMatchModel(catalog)

/** A model by the catalogue's name where it has one, else as the record has it. @param vendor whoever the record says answered */
export function toModelName(name: string, vendor?: string): string {
  return matchModel(name, vendor)?.id ?? name
}
