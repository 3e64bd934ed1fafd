import type { Behaviour } from './behaviour.ts'
import type { Draw } from './draw.ts'

/** Weather over one target: what it does from a moment on, with what share. */
export interface Spell {
  readonly fromMs: number
  readonly behaviour: Behaviour
  readonly share: number
}

/** Some targets never fail; the others have spells of one fault, some of it in every call, some now and then. */
export function drawWeather(
  draw: Draw,
  faults: readonly [Behaviour, ...Behaviour[]],
  healthyShare = 0.35,
): readonly Spell[] {
  if (draw.chance(healthyShare))
    return [{ fromMs: 0, behaviour: draw.one(['healthy', 'pieces', 'no-usage']), share: 1 }]
  const spells: Spell[] = []
  for (let fromMs = 0; fromMs < 120_000; fromMs += draw.int(2_000, 60_000)) {
    const isFair = draw.chance(healthyShare < 0.35 ? 0.1 : 0.3)
    spells.push({ fromMs, behaviour: isFair ? 'healthy' : draw.one(faults), share: draw.one([1, 1, 0.5, 0.2]) })
  }
  return spells
}
