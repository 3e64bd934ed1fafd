import type { Capabilities, ModelCard } from './model-card.ts'
import type { Target } from './target.ts'

/** What a model offers when it is called this way: its target's word counts before its card's. */
export function capabilitiesOf({ capabilities }: Target, card: ModelCard): Capabilities {
  if (capabilities === undefined) return card.capabilities
  const said = Object.entries(capabilities).filter(([, value]) => value !== undefined)
  return { ...card.capabilities, ...Object.fromEntries(said) }
}
