/** How a batch touches its database. */
export interface BatchDatabase<Row> {
  readonly begin: () => void
  /** Called with the outcomes of the batch, before the commit. */
  readonly commit: (outcomes: readonly Row[]) => void
  readonly rollback: () => void
  readonly toError: (error: unknown) => Error
}

/** Writes of one tick in one transaction. */
export interface Batch<Row> {
  /** Resolves after the commit; rejects when this write, or the whole transaction, failed. */
  readonly add: (write: () => unknown, outcome?: Row) => Promise<void>
  readonly flush: () => Promise<void>
}

interface Entry<Row> {
  readonly write: () => unknown
  readonly outcome: Row | undefined
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function createBatch<Row>(db: BatchDatabase<Row>): Batch<Row> {
  let entries: Entry<Row>[] = []

  const run = (): void => {
    const mine = entries
    entries = []
    if (mine.length === 0) return
    const done: Entry<Row>[] = []
    try {
      db.begin()
      for (const entry of mine) {
        try {
          entry.write()
          done.push(entry)
        } catch (error) {
          // A row that breaks a constraint fails alone; the transaction goes on.
          entry.reject(db.toError(error))
        }
      }
      db.commit(done.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome])))
    } catch (error) {
      try {
        db.rollback()
      } catch {
        // There was no transaction to roll back: begin itself had failed.
      }
      for (const entry of mine) entry.reject(db.toError(error))
      return
    }
    for (const entry of done) entry.resolve()
  }

  return {
    add: (write, outcome) =>
      new Promise((resolve, reject) => {
        if (entries.length === 0) setImmediate(run)
        entries.push({ write, outcome, resolve, reject })
      }),
    flush: async () => {
      run()
    },
  }
}
