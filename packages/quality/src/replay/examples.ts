import { fnv1a } from '@signalbox/core'

/** Few of many ids, the same whatever the order they come in: those whose hash is lowest. */
export class Examples {
  readonly #kept: { readonly id: string; readonly hash: number }[] = []
  readonly #most: number

  constructor(most = 5) {
    this.#most = most
  }

  add(id: string): void {
    const hash = fnv1a(id)
    const last = this.#kept.at(-1)
    if (last !== undefined && this.#kept.length === this.#most && hash > last.hash) return
    this.#kept.push({ id, hash })
    this.#kept.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1))
    this.#kept.length = Math.min(this.#kept.length, this.#most)
  }

  absorb(other: Examples): void {
    for (const { id } of other.#kept) this.add(id)
  }

  toIds(): readonly string[] {
    return this.#kept.map(({ id }) => id)
  }
}
