/** A row that could not be used, and where it stands. */
export interface RecordProblem {
  /** `log.jsonl:17` */
  readonly place: string
  readonly message: string
}

/** Rows with one fault. */
export interface RecordFault {
  readonly kind: string
  readonly rows: number
  /** The first ones. */
  readonly examples: readonly RecordProblem[]
}

/** What of a record could not be used: every kind counted, the first places named. */
export interface RecordProblems {
  readonly add: (kind: string, problem: RecordProblem) => void
  readonly read: () => readonly RecordFault[]
}

const mostExamples = 3
/** So many kinds are told apart. */
const mostKinds = 50

export function createRecordProblems(): RecordProblems {
  const kinds = new Map<string, { rows: number; readonly examples: RecordProblem[] }>()
  return {
    add: (name, problem) => {
      const kind = kinds.has(name) || kinds.size < mostKinds ? name : 'others'
      const known = kinds.get(kind) ?? { rows: 0, examples: [] }
      kinds.set(kind, known)
      known.rows++
      if (known.examples.length < mostExamples) known.examples.push(problem)
    },
    read: () => [...kinds].map(([kind, { rows, examples }]) => ({ kind, rows, examples })),
  }
}
