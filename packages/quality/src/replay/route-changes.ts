import { Examples } from './examples.ts'
import { isSameRoute } from './is-same-route.ts'
import type { RouteChange } from './replay-report.ts'
import type { SideRun } from './side-run.ts'

interface Change {
  requests: number
  priced: number
  difference: number
  readonly examples: Examples
}

/** Beyond so many different changes the rest share a line. */
const mostChanges = 1_000

/** Which target takes over from which, where B would be served by another than A. */
export class RouteChanges {
  readonly #changes = new Map<string, Change>()

  add(id: string, a: SideRun, b: SideRun): void {
    if (a.plan === 'unknown') return
    if (isSameRoute(a.atLeast.served, b.atLeast.served) && isSameRoute(a.atMost.served, b.atMost.served)) return
    const [from, to] = [nameOf(a), nameOf(b)]
    const name = `${from}\n${to}`
    const key = this.#changes.size < mostChanges || this.#changes.has(name) ? name : '(others)\n(others)'
    let change = this.#changes.get(key)
    if (change === undefined)
      this.#changes.set(key, (change = { requests: 0, priced: 0, difference: 0, examples: new Examples() }))
    change.requests++
    change.examples.add(id)
    const [before, after] = [a.atLeast.costNanoUsd, b.atLeast.costNanoUsd]
    if (before === undefined || after === undefined) return
    change.priced++
    change.difference += after - before
  }

  toList(): readonly RouteChange[] {
    return [...this.#changes]
      .toSorted(([one, a], [other, b]) => b.requests - a.requests || (one < other ? -1 : 1))
      .map(([key, { requests, priced, difference, examples }]) => {
        const [from = '', to = ''] = key.split('\n')
        const cost = { requests: priced, differenceNanoUsd: difference }
        return { from, to, requests, examples: examples.toIds(), cost }
      })
  }
}

function nameOf({ atLeast, atMost }: SideRun): string {
  const [least, most] = [atLeast, atMost].map(({ served }) => served?.target ?? '(none)')
  return least === most ? `${least}` : `${least} or ${most}`
}
