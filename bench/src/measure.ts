/** Figures of one piece of work, microseconds a call. */
export interface Timing {
  readonly p50Us: number
  readonly p99Us: number
  readonly calls: number
}

/** Times each call of `work` on its own, after a warm-up. */
export async function measure(work: (index: number) => unknown, calls: number, warmUp = calls / 2): Promise<Timing> {
  for (let index = 0; index < warmUp; index++) await work(index)
  const times = new Float64Array(calls)
  for (let index = 0; index < calls; index++) {
    const start = performance.now()
    const result = work(index)
    if (result instanceof Promise) await result
    times[index] = (performance.now() - start) * 1_000
  }
  times.sort()
  const at = (share: number): number => times[Math.min(calls - 1, Math.floor(calls * share))] ?? 0
  return { p50Us: at(0.5), p99Us: at(0.99), calls }
}

/** Medians in microseconds of what `work` says in milliseconds; the subjects take turns, so that all of them see the same machine. */
export async function interleaved<Subject>(
  subjects: readonly Subject[],
  calls: number,
  work: (subject: Subject) => Promise<number>,
): Promise<readonly number[]> {
  const times = subjects.map(() => new Float64Array(calls))
  for (let round = -calls / 4; round < calls; round++) {
    for (const [index, subject] of subjects.entries()) {
      const ms = await work(subject)
      if (round >= 0 && times[index]) times[index][round] = ms * 1_000
    }
  }
  return times.map((all) => all.toSorted()[Math.floor(calls / 2)] ?? 0)
}

export function print(title: string, rows: readonly Record<string, string | number>[]): void {
  console.log(`\n${title}`)
  console.table(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'number' ? Number(value.toPrecision(4)) : value,
        ]),
      ),
    ),
  )
}
