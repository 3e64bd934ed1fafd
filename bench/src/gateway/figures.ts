/** What `bench gateway` measured: plain data, as `--json` writes it. */
export interface GatewayFigures {
  readonly machine: {
    readonly cpus: number
    readonly cpu: string
    readonly node: string
    readonly date: string
    /** One minute's, before and after. */
    readonly load: readonly [number, number]
    readonly seconds: number
  }
  readonly subjects: readonly SubjectFigures[]
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
}

export interface SubjectFigures {
  readonly name: string
  readonly version?: string | undefined
  readonly cells: readonly CellFigures[]
  readonly paced: PacedFigures
  /** Resident, after all load but the crowd. */
  readonly residentMb?: number | undefined
  readonly crowd: CrowdFigures
}

export type CellKind = 'json' | 'stream'

/** Closed loop: each connection asks again as soon as it has its answer. */
export interface CellFigures {
  readonly kind: CellKind
  readonly connections: number
  /** One figure a round, in the order of the rounds. */
  readonly requestsPerSecond: readonly number[]
  readonly p50Ms?: number | undefined
  readonly p99Ms?: number | undefined
  readonly failures: number
  /** User and system time of the subject's process, over all rounds. */
  readonly cpuUsPerRequest?: number | undefined
}

/** Streams as slow as a model's: milliseconds to the first word, a figure a round; none where nothing came through. */
export interface PacedFigures {
  readonly p50Ms: readonly (number | null | undefined)[]
  readonly p99Ms: readonly (number | null | undefined)[]
  readonly failures: number
}

/** Many streams at once. */
export interface CrowdFigures {
  readonly streams: number
  readonly failures: number
  readonly firstTokenP50Ms?: number | undefined
  readonly firstTokenP99Ms?: number | undefined
  readonly loopDelay?: LoopDelay | undefined
  /** Of one core. */
  readonly cpuShare?: number | undefined
  readonly residentMb?: number | undefined
}

/** Of the subject's event loop, from inside its process. */
export interface LoopDelay {
  readonly p99Ms: number
  readonly maxMs: number
}
