import type { AlarmedTask } from './alarm-source.ts'

/** Counts less what was there before: a counter that began with the past would look like traffic to whoever takes its rate. */
export function sinceBefore(tasks: readonly AlarmedTask[], before: readonly AlarmedTask[]): readonly AlarmedTask[] {
  const earlier = new Map(before.map((one) => [one.task, one]))
  return tasks.map((task) => {
    const past = earlier.get(task.task)
    return past === undefined ? task : without(task, past)
  })
}

function without(task: AlarmedTask, past: AlarmedTask): AlarmedTask {
  const { leaks, byCaller, sources } = task
  return {
    ...task,
    leaks: {
      numerator: leaks.numerator - past.leaks.numerator,
      denominator: leaks.denominator - past.leaks.denominator,
    },
    byCaller: byCaller - past.byCaller,
    sources: sources.map((one) => {
      const same = past.sources.find(({ cause, source }) => cause === one.cause && source === one.source)
      return { ...one, requests: one.requests - (same?.requests ?? 0) }
    }),
  }
}
