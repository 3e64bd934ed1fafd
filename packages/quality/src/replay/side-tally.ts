import { toShare } from '@signalbox/core'
import type { Durations } from '../statistics/durations.ts'
import { costBounds } from './cost-bounds.ts'
import { Counts } from './counts.ts'
import { Examples } from './examples.ts'
import { toLatency } from './to-latency.ts'
import type { Quality, SideFigures } from './replay-report.ts'
import type { SideRun } from './side-run.ts'

const noCounts = {
  decided: 0,
  served: 0,
  noRoute: 0,
  unknownModel: 0,
  virtual: 0,
  escalated: 0,
  virtualAtMost: 0,
  escalatedAtMost: 0,
  gateUnknown: 0,
  failedUncounted: 0,
  counted: 0,
  ofAnotherModel: 0,
  estimated: 0,
  priced: 0,
  nanoUsd: 0,
  nanoUsdAtMost: 0,
}

/** Counts of what one side makes of requests. */
export class SideTally {
  readonly #n = { ...noCounts }
  readonly #by = { causes: new Counts(), rejections: new Counts(), costUnknown: new Counts() }
  readonly #noRoute = new Examples()

  add(id: string, run: SideRun): void {
    const { atLeast, atMost } = run
    const n = this.#n
    if (run.plan === 'made') n.decided++
    else if (run.plan !== 'unknown') {
      n.noRoute++
      if (run.plan === 'unknown-model') n.unknownModel++
      this.#noRoute.add(id)
    }
    for (const code of run.rejections) this.#by.rejections.add(code)
    if (atLeast.served !== undefined) n.served++
    if (run.unknownGates > 0) n.gateUnknown++
    if (run.isVirtual) this.#addEscalation(run)
    if (atMost.costUnknown !== undefined) this.#by.costUnknown.add(atMost.costUnknown)
    for (const basis of atMost.tokens) n[basis]++
    n.failedUncounted += atMost.failedUncounted
    const bounds = costBounds(run)
    if (bounds === undefined) return
    n.priced++
    n.nanoUsd += bounds.least
    n.nanoUsdAtMost += bounds.most
  }

  #addEscalation({ atLeast, atMost }: SideRun): void {
    const n = this.#n
    const ends = [atLeast, atMost]
    if (atLeast.served !== undefined) n.virtual++
    // Where one end escalates, the other may still be dearer, or serve nobody.
    if (ends.some(({ escalated }) => escalated)) {
      n.virtualAtMost++
      n.escalatedAtMost++
    } else if (ends.every(({ served }) => served !== undefined)) n.virtualAtMost++
    if (!atLeast.escalated) return
    n.escalated++
    this.#by.causes.add(atLeast.cause ?? 'unknown')
  }

  get decided(): number {
    return this.#n.decided
  }

  absorb(other: SideTally): void {
    for (const name of Object.keys(noCounts) as (keyof typeof noCounts)[]) this.#n[name] += other.#n[name]
    for (const name of ['causes', 'rejections', 'costUnknown'] as const) this.#by[name].absorb(other.#by[name])
    this.#noRoute.absorb(other.#noRoute)
  }

  toFigures(latency: { readonly durations: Durations; readonly unknown: number }, quality: Quality): SideFigures {
    const n = this.#n
    return {
      decided: n.decided,
      served: n.served,
      noRoute: { requests: n.noRoute, examples: this.#noRoute.toIds(), unknownModel: n.unknownModel },
      escalation: toShare(n.escalated, n.virtual),
      escalationAtMost: toShare(n.escalatedAtMost, n.virtualAtMost),
      escalationByCause: this.#by.causes.toRecord(),
      gateUnknown: n.gateUnknown,
      rejections: this.#by.rejections.toRecord(),
      latencyMs: toLatency(latency.durations, latency.unknown),
      quality,
      spend: { requests: n.priced, nanoUsd: n.nanoUsd, nanoUsdAtMost: n.nanoUsdAtMost },
      costUnknown: this.#by.costUnknown.toRecord(),
      tokens: { counted: n.counted, ofAnotherModel: n.ofAnotherModel, estimated: n.estimated },
      failedUncounted: n.failedUncounted,
    }
  }
}
