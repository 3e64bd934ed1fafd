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
