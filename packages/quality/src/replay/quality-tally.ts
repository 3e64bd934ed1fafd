import type { PastRequest } from './past-request.ts'
import type { Quality } from './replay-report.ts'
import { scoreOf } from './score-of.ts'
import { ScoreStrata } from './score-strata.ts'
import type { SideRun } from './side-run.ts'
import { toQuality, toReason, type QualityEvidence } from './to-quality.ts'

/** What is known of how right a side's answers are, on one task type. */
export class QualityTally {
  /** By labels on the very answers it would give. Strata: who serves, and whether that is who served at the time. */
  readonly #labels = new ScoreStrata()
  /** By answers of requests that were sent, with a known probability, where it would send them. Strata: where that is. */
  readonly #chance = new ScoreStrata()

  add(past: PastRequest, run: SideRun): void {
    const { served } = run.atLeast
    const { actual } = past
    if (served !== undefined) {
      const place = served.target === actual?.servedTarget ? 'as it was' : 'elsewhere'
      const score = run.unknownGates > 0 ? undefined : scoreOf(served.answer)
      const name = run.unknownGates > 0 ? 'unknown' : `${served.target} ${place}`
      this.#labels.add(name, { propensity: 1, score, conversation: past.conversation })
    }
    if (run.actionApart !== undefined) this.#addByChance(past, run.actionApart)
  }

  /**
   * Self-normalised inverse propensity weights, within what a side would do. Where everything was certain a request either was sent there, or
   * never could have been. The share of a stratum that is labelled weighs all of it alike, and so drops out.
   */
  #addByChance({ actual, answers, conversation }: PastRequest, action: string): void {
    const { propensity } = actual ?? {}
    if (propensity === undefined || actual?.action === undefined)
      return this.#chance.add('unknown', { propensity: undefined, score: undefined, conversation })
    const isSent = actual.action === action
    const kind = propensity < 1 ? 'drawn' : isSent ? 'certain' : 'never'
    const answer = answers.find(({ by }) => 'target' in by && by.target === actual.servedTarget)
    const score = isSent && actual.kind === 'served' ? scoreOf(answer) : undefined
    this.#chance.add(`${action} ${kind}`, { propensity: isSent ? propensity : undefined, score, conversation })
  }

  toEvidence(): { readonly labels: QualityEvidence; readonly chance: QualityEvidence } {
    const [labels, chance] = [this.#labels, this.#chance].map((strata) => ({
      strata: strata.toKnown(),
      requests: strata.requests,
    })) as [QualityEvidence, QualityEvidence]
    return { labels, chance }
  }

  toQuality(): Quality {
    const { labels, chance } = this.toEvidence()
    return (
      toQuality('labels', labels) ??
      toQuality('propensity', chance) ?? { method: 'unknown', reason: this.#toReason(labels, chance) }
    )
  }

  #toReason(labels: QualityEvidence, chance: QualityEvidence): string {
    if (this.#labels.scored === 0 && this.#chance.scored === 0) return 'no answer that it would give has a label'
    if (chance.strata.length === 0 || chance.requests === 0) return toReason(labels, 'labelled requests')
    return toReason(chance, 'labelled explored requests')
  }
}
