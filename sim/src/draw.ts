import type { Random } from '@signalbox/core'

/** Draws from one seeded stream, so that a seed is a world. */
export interface Draw {
  readonly chance: (share: number) => boolean
  /** A whole number in [least, most]. */
  readonly int: (least: number, most: number) => number
  readonly one: <T>(list: readonly [T, ...T[]]) => T
  readonly maybe: <T>(share: number, make: () => T) => T | undefined
}

export function createDraw(random: Random): Draw {
  const int = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  return {
    chance: (share) => random() < share,
    int,
    one: (list) => list[int(0, list.length - 1)] ?? list[0],
    maybe: (share, make) => (random() < share ? make() : undefined),
  }
}
