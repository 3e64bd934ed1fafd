import { createRateChangeTest, type RateChangeState } from '../statistics/rate-change-test.ts'
import type { EscalationKind } from './classify-escalation.ts'
import type { Conversation } from './conversation-table.ts'

/** What is known of one task type's escalations, and whether its alarm stands. Plain data. */
export interface TaskAlarmState {
  /** Served requests whose tier the policy chose. */
  readonly served: number
  readonly leaked: number
  readonly intended: number
  /** Served requests whose tier the caller chose: not among `served`. */
  readonly byCaller: number
  /** Conversations observed, a request that stands alone being one, and the sum of the shares of them that leaked. */
  readonly conversations: number
  readonly leakedShares: number
  /** Wall time, ms since the epoch; undefined = no alarm stands. */
  readonly raisedAtMs: number | undefined
  /** Evidence of the change that is looked for now: up, or, while the alarm stands, back down. */
  readonly evidence: RateChangeState
  /** Since when the share has most likely been up, with the requests observed since then; undefined = it does not look so. */
  readonly rise: { readonly sinceMs: number; readonly served: number; readonly leaked: number } | undefined
  /** Log-likelihood of that rise against the target. */
  readonly riseLevel: number
}

export interface TaskAlarm {
  readonly start: TaskAlarmState
  /** A request, for the counts. */
  readonly count: (state: TaskAlarmState, kind: EscalationKind) => TaskAlarmState
  /** What the test looks at. */
  readonly observe: (state: TaskAlarmState, conversation: ObservedConversation, nowMs: number) => TaskAlarmState
}

/** A conversation, or a request that stands alone. `served` is above 0. */
export type ObservedConversation = Pick<Conversation, 'sinceMs' | 'served' | 'leaked'>

export interface TaskAlarmOptions {
  /** Share that may leak, above 0 and below 1. */
  readonly target: number
  /** Chance of a false alarm, and of a false all-clear, above 0 and below 1. */
  readonly falseAlarmRate: number
}

/** The rise whose beginning is looked for: so many times the target's odds. */
const riseOdds = 5 / 2

/**
 * The alarm of a task type, as a step from conversation to conversation. Each time it is armed, the chance that it is ever raised while the
 * share of each conversation that is expected to leak, given all observed before it, stays within the target is at most `falseAlarmRate`.
 * Once raised it stands until there is as much evidence that the share is below the target again: what hovers at the target neither raises nor
 * clears it.
 *
 * @throws RangeError for a share outside 0..1
 */
export function createTaskAlarm({ target, falseAlarmRate }: TaskAlarmOptions): TaskAlarm {
  checkShare('target', target)
  checkShare('falseAlarmRate', falseAlarmRate)
  const up = createRateChangeTest({ boundary: target, towards: 'above' })
  const down = createRateChangeTest({ boundary: target, towards: 'below' })
  const odds = (riseOdds * target) / (1 - target)
  const risen = odds / (1 + odds)
  const logs = { hit: Math.log(risen / target), miss: Math.log((1 - risen) / (1 - target)) }

  /** When a rise began: the last moment at which all since then spoke for none (Page, "Continuous inspection schemes", Biometrika 1954). */
  const nextRise = (
    { rise, riseLevel, raisedAtMs }: TaskAlarmState,
    { sinceMs, served, leaked }: ObservedConversation,
  ): Pick<TaskAlarmState, 'rise' | 'riseLevel'> => {
    const level = riseLevel + (leaked * logs.hit + (served - leaked) * logs.miss) / served
    if (level <= 0 && raisedAtMs === undefined) return { rise: undefined, riseLevel: 0 }
    const begun = rise ?? { sinceMs, served: 0, leaked: 0 }
    return { rise: { ...begun, served: begun.served + served, leaked: begun.leaked + leaked }, riseLevel: level }
  }

  return {
    start: {
      served: 0,
      leaked: 0,
      intended: 0,
      byCaller: 0,
      conversations: 0,
      leakedShares: 0,
      raisedAtMs: undefined,
      evidence: up.start,
      rise: undefined,
      riseLevel: 0,
    },
    count: (state, kind) => {
      if (kind === 'uncounted') return state
      if (kind === 'by-caller') return { ...state, byCaller: state.byCaller + 1 }
      return {
        ...state,
        served: state.served + 1,
        leaked: state.leaked + Number(kind === 'leak'),
        intended: state.intended + Number(kind === 'intended'),
      }
    },
    observe: (state, conversation, nowMs) => {
      const share = conversation.leaked / conversation.served
      const isRaised = state.raisedAtMs !== undefined
      const test = isRaised ? down : up
      const evidence = test.next(state.evidence, share)
      const hasTurned = test.evidenceOf(evidence) >= 1 / falseAlarmRate
      return {
        ...state,
        conversations: state.conversations + 1,
        leakedShares: state.leakedShares + share,
        raisedAtMs: hasTurned ? (isRaised ? undefined : nowMs) : state.raisedAtMs,
        evidence: hasTurned ? (isRaised ? up : down).start : evidence,
        ...(hasTurned && isRaised ? { rise: undefined, riseLevel: 0 } : nextRise(state, conversation)),
      }
    },
  }
}

function checkShare(name: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new RangeError(`An alarm's ${name} is ${value}; give a share above 0 and below 1, 0.2 for 20 %.`)
}
