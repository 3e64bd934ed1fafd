import type { Target } from '../catalog/target.ts'
import type { Decision } from '../decision/decision.ts'
import type { PlanStep } from '../decision/plan-step.ts'
import type { Billable, Failure } from '../failure/failure.ts'
import type { Attempt, AttemptEnd, AttemptPurpose, AttemptStart } from '../outcome/attempt.ts'
import { isCostWhole } from '../outcome/is-cost-whole.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { AttemptNotes } from './attempt-notes.ts'
import type { Environment, HopFailure, Reservation } from './environment.ts'
import { toOutcome, type Ending } from './to-outcome.ts'

/** What is kept of one request while it runs. */
export interface RequestLog {
  readonly attempts: readonly Attempt[]
  /** `errors[i]` belongs to `attempts[i]`. */
  readonly errors: readonly unknown[]
  readonly failures: readonly HopFailure[]
  /** Attempts so far that could serve. */
  readonly served: () => number
  readonly begin: (
    step: PlanStep,
    index: number,
    purpose: AttemptPurpose,
    reservation: Reservation,
    alternates?: readonly Target[],
  ) => AttemptStart
  readonly settle: (start: AttemptStart, end: AttemptEnd, seen: Seen, error?: unknown) => Attempt
  /** The outcome so far, with a running attempt counted as `seen`. */
  readonly preview: (ending: Omit<Ending, 'kind'>, start: AttemptStart, seen: Seen) => Outcome
  /** Makes the outcome, hands it to the ledger, answers it once that is done. */
  readonly finish: (ending: Ending) => Promise<Outcome>
}

/** What was seen of an attempt when it ended. */
export interface Seen {
  readonly notes: AttemptNotes
  readonly firstContentMs: number | undefined
  readonly startedMs: number
  /** Its own target, or the alternate that answered. */
  readonly answered: Target
}

export function createRequestLog(env: Environment, requestId: string, decision: Decision): RequestLog {
  const startedAtMs = env.clock.nowMs()
  const startedMs = env.clock.monotonicMs()
  const attempts: Attempt[] = []
  const errors: unknown[] = []
  const failures: HopFailure[] = []
  const reservations: Reservation[] = []

  const toAttempt = (start: AttemptStart, end: AttemptEnd | undefined, seen: Seen): Attempt => {
    const { notes } = seen
    const { usageSoFar: usage, accountSoFar: account } = notes
    const reported = toNanoUsd(account?.costUsd)
    const billable = billableOf(end, usage !== undefined || (reported ?? 0) > 0)
    const answered = seen.answered.id === start.target ? undefined : seen.answered
    const priced = usage === undefined ? undefined : env.priceOf(answered?.id ?? start.target, usage, start.startedAtMs)
    return {
      ...start,
      end,
      finish: notes.finish,
      usage,
      costNanoUsd: reported ?? priced ?? (billable === 'no' ? 0 : undefined),
      ...(reported !== undefined && { reportedCostNanoUsd: reported }),
      ...(priced !== undefined && { pricedCostNanoUsd: priced }),
      billable,
      servedModel: notes.served,
      ...(answered && { answeredBy: { target: answered.id, model: answered.model } }),
      ...(account?.host !== undefined && { host: account.host }),
      ...(account?.callId !== undefined && { callId: account.callId }),
      firstContentMs: seen.firstContentMs,
      durationMs: env.clock.monotonicMs() - seen.startedMs,
    }
  }
  const outcomeOf = (ending: Ending | Omit<Ending, 'kind'>, all: readonly Attempt[]): Outcome =>
    toOutcome({
      env,
      requestId,
      decision,
      attempts: all,
      startedAtMs,
      durationMs: env.clock.monotonicMs() - startedMs,
      ending: { kind: 'served', ...ending },
    })

  return {
    attempts,
    errors,
    failures,
    served: () => attempts.filter(couldServe).length,
    begin: (step, index, purpose, reservation, alternates = []) => {
      const { target, model, tier } = step
      const start = {
        n: attempts.length + 1,
        step: index,
        target,
        model,
        tier,
        purpose,
        startedAtMs: env.clock.nowMs(),
        ...(alternates.length > 0 && { alternates: alternates.map(({ id }) => id) }),
      }
      attempts.push({ ...start, billable: 'unknown' })
      errors.push(undefined)
      reservations.push(reservation)
      return start
    },
    settle: (start, end, seen, error) => {
      const attempt = toAttempt(start, end, seen)
      attempts[start.n - 1] = attempt
      errors[start.n - 1] = error
      if (end.kind === 'failed')
        failures.push({
          target: attempt.answeredBy?.target ?? start.target,
          kind: end.failure.kind,
          couldServe: couldServe(start),
        })
      // What a reply that broke off had counted so far is not all that it cost: the hold stays.
      reservations[start.n - 1]?.settle(isCostWhole(attempt) ? attempt.costNanoUsd : undefined)
      env.record.settlement(attempt, isReply(end) && env.keptCharacters !== undefined ? seen.notes.toView() : undefined)
      return attempt
    },
    preview: (ending, start, seen) =>
      outcomeOf(
        ending,
        attempts.map((attempt) => (attempt.n === start.n ? toAttempt(start, undefined, seen) : attempt)),
      ),
    finish: async (ending) => {
      const outcome = outcomeOf(ending, attempts)
      await env.record.outcome(outcome)
      return outcome
    },
  }
}

function billableOf(end: AttemptEnd | undefined, hasUsage: boolean): Billable {
  // A provider that counted tokens will charge for them, whatever became of the reply.
  if (hasUsage) return 'yes'
  switch (end?.kind) {
    case 'done':
    case 'rejected':
      return 'yes'
    case 'failed':
      return (end.failure satisfies Failure).billable
    default:
      return 'unknown'
  }
}

/** A draft that was turned down is an answer too. */
function isReply({ kind }: AttemptEnd): boolean {
  return kind === 'done' || kind === 'rejected'
}

function couldServe({ purpose }: AttemptStart): boolean {
  return purpose === 'serve' || purpose === 'hedge'
}

/** A cost that is no amount is none that was said. */
function toNanoUsd(costUsd: number | undefined): number | undefined {
  const nanoUsd = costUsd === undefined ? Number.NaN : Math.round(costUsd * 1e9)
  return Number.isSafeInteger(nanoUsd) && nanoUsd >= 0 ? nanoUsd : undefined
}
