/** Medians of what a target's last calls took. */
export interface Latency {
  readonly firstContentMs: number | undefined
  readonly durationMs: number | undefined
  readonly samples: number
}

/** Recent latencies by target: the last 32 good calls each. */
export interface Latencies {
  readonly add: (target: string, firstContentMs: number | undefined, durationMs: number) => void
  readonly of: (target: string) => Latency | undefined
}

const windowSize = 32

export function createLatencies(): Latencies {
  const windows = new Map<
    string,
    { firsts: number[]; durations: number[]; samples: number; latency: Latency | undefined }
  >()
  return {
    add: (target, firstContentMs, durationMs) => {
      let window = windows.get(target)
      if (window === undefined)
        windows.set(target, (window = { firsts: [], durations: [], samples: 0, latency: undefined }))
      const slot = window.samples++ % windowSize
      if (firstContentMs !== undefined) window.firsts[Math.min(slot, window.firsts.length)] = firstContentMs
      window.durations[slot] = durationMs
      // A full window's median hardly moves with one call: sorting it on each would be a tenth of a call's overhead.
      if (window.samples <= windowSize || window.samples % 8 === 0) window.latency = undefined
    },
    of: (target) => {
      const window = windows.get(target)
      if (window === undefined) return undefined
      return (window.latency ??= {
        firstContentMs: median(window.firsts),
        durationMs: median(window.durations),
        samples: Math.min(window.samples, windowSize),
      })
    },
  }
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
