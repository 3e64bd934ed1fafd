import type { LedgerStore } from '@signalbox/core'
import { toArmRequest } from './arm-request.ts'
import { askVerdict } from './ask-verdict.ts'
import { cutAlike, toJudgeRequest } from './judge-request.ts'
import type { Ruling } from './parse-verdict.ts'
import { isJudged } from './recorded-verdicts.ts'
import { rubricOf } from './rubrics.ts'
import type { StudyCaller } from './study-caller.ts'
import { defaultMostCharacters, type StudyOptions } from './study-options.ts'
import type { PlannedPair, StudyPlan } from './study-plan.ts'
import { toVerdictLabel } from './study-verdicts.ts'
import type { PairVerdict } from './verdict.ts'

export interface RunPairOptions extends Pick<StudyOptions, 'rubric' | 'mostCharacters'> {
  readonly plan: StudyPlan
  readonly caller: StudyCaller
  readonly ledger: Required<Pick<LedgerStore, 'writeLabel'>>
  readonly nowMs: () => number
  /** Aborted: no further call is made. */
  readonly signal?: AbortSignal | undefined
}

export interface PairResult {
  /** With what is known of it now. */
  readonly pair: PlannedPair
  /** What is still missing, and why; `capped`: the money for it; `stopped`: the time. undefined = both verdicts are there. */
  readonly problem: string | undefined
  readonly askedTwice: number
  readonly isCut: boolean
}

/** Gets what a pair lacks, one call after the other: both answers, then a verdict in each order. */
export async function runPair(planned: PlannedPair, options: RunPairOptions): Promise<PairResult> {
  const { plan, caller, ledger, signal, mostCharacters = defaultMostCharacters } = options
  const { requestId, task } = planned
  let pair = planned
  let askedTwice = 0
  const end = (problem?: string, isCut = false): PairResult => ({ pair, problem, askedTwice, isCut })

  if (isJudged(pair.verdicts)) return end()
  for (const side of ['a', 'b'] as const) {
    if (pair[side] !== undefined) continue
    if (signal?.aborted === true) return end('stopped')
    const arm = plan.arms[side]
    const request = toArmRequest(pair.asked, arm)
    const result = await caller.ask({ request, arm, purpose: 'shadow', requestId, firstN: pair.nextN })
    pair = { ...pair, nextN: result.nextN }
    if (result.kind === 'capped') return end('capped')
    if (result.kind === 'failed') return end(`${arm.name} did not answer (${result.why})`)
    pair = { ...pair, [side]: result.answer }
  }
  const { a, b } = pair
  if (a === undefined || b === undefined) return end('capped')
  const { isCut } = cutAlike({ first: a.text, second: b.text, mostCharacters })

  for (const order of ['a-first', 'b-first'] as const) {
    if (pair.verdicts.some((verdict) => verdict.order === order)) continue
    if (signal?.aborted === true) return end('stopped', isCut)
    const [first, second] = order === 'a-first' ? [a.text, b.text] : [b.text, a.text]
    const question = toJudgeRequest({
      id: `${plan.study}/${requestId}/${order}`,
      judge: plan.judge,
      rubric: rubricOf(task, options.rubric),
      asked: pair.asked,
      first,
      second,
      mostCharacters,
    })
    const asked = await askVerdict(caller, { request: question, arm: plan.judge, requestId, firstN: pair.nextN })
    pair = { ...pair, nextN: asked.nextN }
    const { result } = asked
    if (result === 'capped') return end('capped', isCut)
    if (typeof result === 'string') return end(`no verdict: ${result}`, isCut)
    if (asked.isSecond) askedTwice++
    const verdict: PairVerdict = {
      requestId,
      task,
      stratum: pair.stratum,
      a: { n: a.n, model: a.model, tier: a.tier },
      b: { n: b.n, model: b.model, tier: b.tier },
      order,
      winner: toWinner(result.winner, order),
      lengthA: a.text.length,
      lengthB: b.text.length,
      judge: plan.judge.ask,
      reason: result.reason,
    }
    await ledger.writeLabel(toVerdictLabel(verdict, plan.study, options.nowMs()))
    pair = { ...pair, verdicts: [...pair.verdicts, verdict] }
  }
  return end(undefined, isCut)
}

function toWinner(winner: Ruling['winner'], order: PairVerdict['order']): PairVerdict['winner'] {
  if (winner === 'tie') return 'tie'
  return (winner === 'first') === (order === 'a-first') ? 'a' : 'b'
}
