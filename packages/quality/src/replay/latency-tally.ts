import { Durations } from '../statistics/durations.ts'
import type { ObservedDurations } from './observed-durations.ts'
import type { PathPart, SideRun } from './side-run.ts'

/** How long a side takes on one task type: as recorded where it is known, else as its targets took elsewhere in the record. */
export class LatencyTally {
  readonly #known = new Durations()
  readonly #paths = new Map<string, { readonly path: readonly PathPart[]; requests: number }>()

  add({ atMost }: SideRun): void {
    if (atMost.served === undefined) return
    if (atMost.durationMs !== undefined) return this.#known.add(atMost.durationMs)
    const key = atMost.path.map(({ target }) => target).join('\n')
    const known = this.#paths.get(key)
    if (known === undefined) this.#paths.set(key, { path: atMost.path, requests: 1 })
    else known.requests++
  }

  /** Everything it is known to take, and for how many requests that is not known. */
  toDurations(task: string, observed: ObservedDurations): { readonly durations: Durations; readonly unknown: number } {
    const durations = new Durations()
    if (this.#known.n > 0) durations.addShare(this.#known, this.#known.n)
    let unknown = 0
    for (const [, { path, requests }] of [...this.#paths].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const parts = path.map((part) => observed.of(task, part))
      const [first, ...rest] = parts
      const whole = rest.reduce((sum, part) => sum && part && sum.plus(part), first)
      if (whole === undefined) unknown += requests
      else durations.addShare(whole, requests)
    }
    return { durations, unknown }
  }
}
