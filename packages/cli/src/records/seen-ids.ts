import { fnv1a } from '@signalbox/core'

/** So many ids are told apart, in 128 MB; of later ones nobody knows. */
const most = 8_000_000

/** Says of each id whether it stood before. Kept are 53 bits of a hash: of a million ids one in ten thousand records mistakes one. */
export function createSeenIds(): (id: string) => boolean {
  let slots = new Float64Array(1 << 12)
  let used = 0
  const place = (table: Float64Array, key: number): number => {
    let slot = key % table.length
    while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) % table.length
    return slot
  }
  return (id) => {
    const key = fnv1a(id, 0x2c1b3c6d) * 0x200000 + (fnv1a(id) >>> 11) + 1
    const slot = place(slots, key)
    if (slots[slot] === key) return true
    if (used === most) return false
    slots[slot] = key
    if (++used * 2 > slots.length) {
      const larger = new Float64Array(slots.length * 2)
      for (const one of slots) if (one !== 0) larger[place(larger, one)] = one
      slots = larger
    }
    return false
  }
}
