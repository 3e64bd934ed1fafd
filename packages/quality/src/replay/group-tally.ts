import { CostTally } from './cost-tally.ts'
import { isSameRoute } from './is-same-route.ts'
import { LatencyTally } from './latency-tally.ts'
import type { PastRequest } from './past-request.ts'
import { preferenceOf } from './preference-of.ts'
import { QualityTally } from './quality-tally.ts'
import type { SideRun } from './side-run.ts'
import { SideTally } from './side-tally.ts'

/** Requests of one task type under both sides. */
export class GroupTally {
  readonly n = { requests: 0, bothServed: 0, changed: 0, better: 0, asGood: 0, worse: 0 }
  readonly a = new SideTally()
  readonly b = new SideTally()
  readonly cost = new CostTally()
  readonly latency = { a: new LatencyTally(), b: new LatencyTally() }
  readonly quality = { a: new QualityTally(), b: new QualityTally() }

  add(past: PastRequest, a: SideRun, b: SideRun): void {
    const { n } = this
    n.requests++
    this.a.add(past.id, a)
    this.b.add(past.id, b)
    this.cost.add(past.conversation, a, b)
    this.latency.a.add(a)
    this.latency.b.add(b)
    this.quality.a.add(past, a)
    this.quality.b.add(past, b)
    const [before, after] = [a.atLeast.served, b.atLeast.served]
    if (before !== undefined && after !== undefined) {
      n.bothServed++
      if (!isSameRoute(before, after)) n.changed++
    }
    const preference = preferenceOf(past, a, b)
    if (preference !== undefined) n[preference > 0.5 ? 'better' : preference < 0.5 ? 'worse' : 'asGood']++
  }
}
