import type { Attempt, BudgetStore, PlanStep } from '@signalbox/core'
import type { RandomWorld } from './random-world.ts'
import { isNamesake, targetOf, type AttemptRecord, type RequestRecord } from './request-record.ts'
import { usage } from './steps.ts'
import { fail } from './violation.ts'

/** Money, reckoned anew from the world's rates. */
export interface MoneyLaws {
  /** What an attempt on this step may cost, with what goes along in the same call. */
  readonly mostOf: (record: RequestRecord, target: string, alternates: readonly string[]) => number
  /** Before a byte leaves. */
  readonly checkHeld: (record: RequestRecord, attempt: AttemptRecord) => void
  /** What an ended attempt cost. */
  readonly checkCost: (attempt: AttemptRecord, end: Attempt) => void
  /** A step passed over for want of money. */
  readonly checkRefusal: (record: RequestRecord, requestId: string, step: PlanStep, reason: string) => void
  /** The same store, watched. */
  readonly watch: (store: BudgetStore, recordOf: (requestId: string) => RequestRecord | undefined) => BudgetStore
}

export function createMoneyLaws(world: RandomWorld): MoneyLaws {
  const { budgets = [], constraints } = world.options
  const held = new Map<string, number>()
  /** What the account had left for a request whose hold was refused. */
  const leftOf = new Map<string, number>()
  const ratesOf = (id: string): { input: number; output: number } => {
    const target = targetOf(world, id)
    const declared = target.prices?.periods[0]?.tiers[0]
    const n = Number((target.provider ?? '').slice(1))
    return { input: declared?.inputPerMillionUsd ?? 1 + n, output: declared?.outputPerMillionUsd ?? 3 + n }
  }
  const priceOf = (id: string, inputTokens: number, outputTokens: number): number => {
    const { input, output } = ratesOf(id)
    return Math.round((inputTokens * input + outputTokens * output) * 1_000)
  }
  /** Spent, with the most an attempt may cost where its cost is not known to the end. */
  const spentBy = ({ attempts }: RequestRecord, except?: AttemptRecord): number =>
    attempts.reduce((sum, one) => {
      if (one === except) return sum
      const { end } = one
      const isWhole = end?.costNanoUsd !== undefined && (end.billable === 'no' || end.finish !== undefined)
      return sum + (isWhole ? (end.costNanoUsd ?? 0) : one.mostNanoUsd)
    }, 0)

  return {
    mostOf: ({ decision }, target, alternates) =>
      Math.max(
        ...[target, ...alternates].map((id) =>
          priceOf(id, decision?.inputTokens ?? 0, decision?.maxOutputTokens ?? 4_000),
        ),
      ),
    checkHeld: (record, attempt) => {
      const { requestId, start, mostNanoUsd } = attempt
      const needed = spentBy(record, attempt) + mostNanoUsd
      const ceiling = constraints?.maxCostUsd
      if (ceiling !== undefined && needed > Math.round(ceiling * 1e9))
        fail(5, `${requestId}/${start.n} may bring the request to ${needed} under a ceiling of ${ceiling * 1e9}`)
      if (budgets.length > 0 && (held.get(requestId) ?? 0) < needed)
        fail(5, `${requestId}/${start.n} goes out with ${held.get(requestId) ?? 0} held; it may need ${needed}`)
    },
    checkCost: ({ call, start, requestId }, end) => {
      if (call === undefined) return
      const { told } = call
      const nanoUsd = Math.round((told.costUsd ?? Number.NaN) * 1e9)
      const reported = Number.isSafeInteger(nanoUsd) && nanoUsd >= 0 ? nanoUsd : undefined
      const answered = end.answeredBy?.target ?? start.target
      const priced = told.hasUsage ? priceOf(answered, usage.inputTokens, usage.outputTokens) : undefined
      const free = end.billable === 'no' ? 0 : undefined
      const expected = reported ?? priced ?? free
      if (end.costNanoUsd !== expected)
        fail(9, `${requestId}/${start.n} counts ${end.costNanoUsd}; reported ${reported}, priced ${priced}`)
      if (end.reportedCostNanoUsd !== reported || end.pricedCostNanoUsd !== priced)
        fail(9, `${requestId}/${start.n} has ${end.reportedCostNanoUsd} and ${end.pricedCostNanoUsd} in its row`)
      const by = told.by ?? targetOf(world, start.target)
      const named = targetOf(world, answered)
      if (!isNamesake(named, by)) fail(9, `${requestId}/${start.n} is put down to ${answered}; ${by.id} answered`)
    },
    checkRefusal: (record, requestId, step, reason) => {
      const left = leftOf.get(requestId)
      if (left === undefined || !reason.startsWith('the budget ')) return
      const needed =
        spentBy(record) +
        priceOf(step.target, record.decision?.inputTokens ?? 0, record.decision?.maxOutputTokens ?? 4_000)
      if (needed <= left)
        fail(7, `${requestId} passes ${step.target} over for money though ${needed} of ${left} would have done`)
    },
    watch: (store, recordOf) => ({
      ...store,
      reserve: (hold) => {
        const isHeld = store.reserve(hold)
        if (isHeld === true) held.set(hold.holdId, hold.nanoUsd)
        else {
          const state = store.read(hold.account, hold.periodStartMs, hold.nowMs)
          if ('spentNanoUsd' in state)
            leftOf.set(
              hold.holdId,
              hold.limitNanoUsd - state.spentNanoUsd - state.heldNanoUsd + (held.get(hold.holdId) ?? 0),
            )
        }
        return isHeld
      },
      settle: (account, holdId, nanoUsd) => {
        const record = recordOf(holdId)
        if (record !== undefined && spentBy(record) !== nanoUsd)
          fail(9, `${holdId} settles ${nanoUsd} with ${account}; it has spent ${spentBy(record)}`)
        return store.settle(account, holdId, nanoUsd)
      },
    }),
  }
}
