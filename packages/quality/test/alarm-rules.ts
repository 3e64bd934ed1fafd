import { createTaskAlarm } from '../src/alarm/task-alarm.ts'

/** Something that is told of each request whether it leaked, and says when to alarm. */
export interface AlarmRule {
  readonly name: string
  /** A watch of its own: true once it alarms. */
  readonly start: () => (isLeak: boolean) => boolean
}

/** Ours, as shipped. */
export function ourRule(target: number, falseAlarmRate: number): AlarmRule {
  const alarm = createTaskAlarm({ target, falseAlarmRate })
  return {
    name: `this alarm, at most ${falseAlarmRate * 100} % false`,
    start: () => {
      let state = alarm.start
      return (isLeak) => {
        state = alarm.next(state, isLeak ? 'leak' : 'within', state.served)
        return state.raisedAtMs !== undefined
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
