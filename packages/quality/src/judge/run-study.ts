import type { LedgerStore } from '@signalbox/core'
import { createLeftOutTally, type LeftOut } from './left-out.ts'
import { runPair, type PairResult } from './run-pair.ts'
import { createStudyCaller, type StudyCallerOptions } from './study-caller.ts'
import type { StudyOptions } from './study-options.ts'
import type { StudyPlan } from './study-plan.ts'
import type { PairVerdict } from './verdict.ts'

export interface RunStudyOptions
  extends
    Pick<StudyOptions, 'policy' | 'rubric' | 'mostCharacters'>,
    Pick<StudyCallerOptions, 'send' | 'history' | 'capNanoUsd' | 'keepsReplies'> {
  readonly ledger: LedgerStore & Required<Pick<LedgerStore, 'writeLabel'>>
  /** Pairs at a time. Default 8. */
  readonly concurrency?: number | undefined
  /** Wall time, ms since the epoch. */
  readonly nowMs: () => number
  /** Aborted: calls under way are finished and kept, no other is made. */
  readonly signal?: AbortSignal | undefined
  readonly onPair?: ((done: number, of: number) => void) | undefined
}

/** What a study came to. */
export interface StudyRun {
  readonly verdicts: readonly PairVerdict[]
  /** Calls that were made, all attempts, and what they cost: integers of nano-dollars. */
  readonly calls: number
  readonly costNanoUsd: number
  /** More may have been charged: a call has no known cost. */
  readonly isCostLowerBound: boolean
  /** Pairs of which something was missing, by what: an answer that failed, a verdict nobody can read. */
  readonly unfinished: readonly LeftOut[]
  /** Verdicts that could not be read at first, and were when asked for again. */
  readonly askedTwice: number
  /** Pairs whose answers were cut to one length for the judge. */
  readonly cut: number
  /** Pairs that the cap left no money for, or the stop no time. */
  readonly notReached: number
  /** It was told to stop before it had reached all pairs. */
  readonly isStopped: boolean
}

/** Asks for the answers and verdicts that a plan lacks, a few pairs at a time, and keeps them in the ledger. Stops where its cap does, or when it is told to. */
export async function runStudy(plan: StudyPlan, options: RunStudyOptions): Promise<StudyRun> {
  const { study, pairs } = plan
  const caller = createStudyCaller({ ...options, study })
  const unfinished = createLeftOutTally()
  const waiting = pairs.map((_, index) => index)
  const results: PairResult[] = []
  const fault = new AbortController()
  const signal = AbortSignal.any([fault.signal, ...(options.signal ? [options.signal] : [])])
  let done = 0

  const work = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const pair = pairs[index]
      if (pair === undefined) return
      const result = await runPair(results[index]?.pair ?? pair, { plan, caller, ...options, signal })
      results[index] = result
      if (result.problem === 'capped' || result.problem === 'stopped') {
        waiting.push(index)
        return
      }
      if (result.problem !== undefined) unfinished.add(result.problem, pair.requestId)
      options.onPair?.(++done, pairs.length)
    }
  }
  // A fault of our own stops all: nothing is sent behind the back of whoever is told of it.
  const workers = Array.from({ length: options.concurrency ?? 8 }, () =>
    work().catch((error: unknown) => fault.abort(error)),
  )
  await Promise.all(workers)
  if (fault.signal.aborted) throw fault.signal.reason
  // What the others held is free again: one alone has all that is left.
  await work()
  await options.ledger.flush?.()
  const spent = caller.spent()
  const all = results.filter((result) => result !== undefined)
  return {
    verdicts: all.flatMap(({ pair }) => pair.verdicts),
    calls: spent.calls,
    costNanoUsd: spent.nanoUsd,
    isCostLowerBound: spent.isLowerBound,
    unfinished: unfinished.all(),
    askedTwice: all.reduce((sum, { askedTwice }) => sum + askedTwice, 0),
    cut: all.filter(({ isCut }) => isCut).length,
    notReached: waiting.length,
    isStopped: waiting.length > 0 && signal.aborted,
  }
}
