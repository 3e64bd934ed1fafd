import { Durations } from '../statistics/durations.ts'
import type { PastRequest } from './past-request.ts'
import type { PathPart } from './side-run.ts'

/** Beyond so many names of targets and models no more are noted: their latency is not known. */
const mostNames = 20_000

/** How long answers took in this record, by who gave them. */
export class ObservedDurations {
  readonly #by = new Map<string, Durations>()

  add(task: string, { answers, actual }: PastRequest): void {
    let hasOwn = false
    for (const { by, durationMs } of answers) {
      if (durationMs === undefined || 'rank' in by) continue
      hasOwn ||= 'target' in by && by.target === actual?.servedTarget
      this.#note(task, 'target' in by ? by : { target: '', model: by.model }, durationMs)
    }
    // A request that one target served, with nothing before it, took as long as its answer did.
    const { servedTarget, servedModel, durationMs, action, failedTargets } = actual ?? {}
    const isAlone = (action ?? servedTarget) === servedTarget && failedTargets?.length === 0
    if (!hasOwn && isAlone && servedTarget !== undefined && durationMs !== undefined)
      this.#note(task, { target: servedTarget, model: servedModel ?? '' }, durationMs)
  }

  /** Of this target on such tasks, else on any; else of its model. Undefined = never seen. */
  of(task: string, { target, model }: PathPart): Durations | undefined {
    return [`${task}\n${target}`, `\n${target}`, `${task}\n${model}\n`, `\n${model}\n`]
      .map((key) => this.#by.get(key))
      .find((one) => one !== undefined)
  }

  #note(task: string, { target, model }: PathPart, ms: number): void {
    const names = [...(target === '' ? [] : [target]), ...(model === '' ? [] : [`${model}\n`])]
    for (const key of names.flatMap((name) => [`${task}\n${name}`, `\n${name}`])) {
      let known = this.#by.get(key)
      if (known === undefined) {
        if (this.#by.size >= mostNames) continue
        this.#by.set(key, (known = new Durations()))
      }
      known.add(ms)
    }
  }
}
