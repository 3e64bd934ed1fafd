/** A row that could not be used, and where it stands. */
export interface RecordProblem {
  /** `log.jsonl:17` */
  readonly place: string
  readonly message: string
}

/** What of a record could not be used: every kind counted, the first places named. */
export interface RecordProblems {
  readonly add: (kind: string, problem: RecordProblem) => void
  readonly read: () => readonly {
    readonly kind: string
    readonly rows: number
    readonly examples: readonly RecordProblem[]
  }[]
}

const mostExamples = 3

export function createRecordProblems(): RecordProblems {
  const kinds = new Map<string, { rows: number; readonly examples: RecordProblem[] }>()
  return {
    add: (kind, problem) => {
      const known = kinds.get(kind) ?? { rows: 0, examples: [] }
      kinds.set(kind, known)
      known.rows++
      if (known.examples.length < mostExamples) known.examples.push(problem)
    },
    read: () => [...kinds].map(([kind, { rows, examples }]) => ({ kind, rows, examples })),
  }
}
