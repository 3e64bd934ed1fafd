import { createEscalationAlarm } from '../src/alarm/create-escalation-alarm.ts'
import { createTaskAlarm } from '../src/alarm/task-alarm.ts'
import { escalated, facts } from './escalation-facts.ts'

export interface SimulatedRequest {
  readonly isLeak: boolean
  readonly session: string | undefined
  readonly atMs: number
}

/** Something that is told of each request whether it leaked, and says when to alarm. */
export interface AlarmRule<Seen = boolean> {
  readonly name: string
  /** A watch of its own: true once it alarms. */
  readonly start: () => (seen: Seen) => boolean
}

/** Ours, as shipped, for requests that stand alone; for those of conversations it is the test without their being told apart. */
export function ourRule(target: number, falseAlarmRate: number): AlarmRule {
  const alarm = createTaskAlarm({ target, falseAlarmRate })
  return {
    name: `this alarm, at most ${falseAlarmRate * 100} % false`,
    start: () => {
      let state = alarm.start
      return (isLeak) => {
        state = alarm.observe(state, { sinceMs: 0, served: 1, leaked: Number(isLeak) }, 0)
        return state.raisedAtMs !== undefined
      }
    },
  }
}

/** Ours, as shipped, whole. */
export function ourConversationRule(target: number, falseAlarmRate: number): AlarmRule<SimulatedRequest> {
  const [within, leak] = [facts(), escalated('gate')]
  return {
    name: `this alarm, at most ${falseAlarmRate * 100} % false`,
    start: () => {
      let isRaised = false
      const alarm = createEscalationAlarm({
        target,
        falseAlarmRate,
        onChange: (change) => (isRaised = change.isRaised),
      })
      return ({ isLeak, session, atMs }) => {
        alarm.observe({ ...(isLeak ? leak : within), session }, atMs)
        return isRaised
      }
    },
  }
}

/** What dashboards do: the share of the last so many requests against a line. */
export function windowRule(size: number, line: number): AlarmRule {
  return {
    name: `more than ${Math.round(line * 100)} % of the last ${size}`,
    start: () => {
      const ring = Array.from({ length: size }, () => false)
      let [seen, leaked] = [0, 0]
      return (isLeak) => {
        const at = seen % size
        leaked += Number(isLeak) - Number(ring[at])
        ring[at] = isLeak
        seen++
        return seen >= size && leaked / size > line
      }
    },
  }
}
