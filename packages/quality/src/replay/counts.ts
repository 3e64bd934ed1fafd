/** How often each name came. Beyond so many names the rest share one. */
export class Counts {
  readonly #counts = new Map<string, number>()

  add(name: string, count = 1): void {
    const key = this.#counts.size < 200 || this.#counts.has(name) ? name : '(others)'
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count)
  }

  absorb(other: Counts): void {
    for (const [name, count] of other.#counts) this.add(name, count)
  }

  toRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}
