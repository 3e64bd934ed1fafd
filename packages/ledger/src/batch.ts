/** How a batch touches its database. */
export interface BatchDatabase<Change> {
  readonly begin: () => void
  /** Called with what the writes of the batch have answered. */
  readonly commit: (changes: readonly Change[]) => void
  readonly rollback: () => void
  readonly toError: (error: unknown) => Error
}

/** Writes of one tick in one transaction. */
export interface Batch<Change> {
  /** Resolves after the commit; rejects when this write, or the whole transaction, failed. */
  readonly add: (write: () => readonly Change[]) => Promise<void>
  readonly flush: () => Promise<void>
}

interface Entry<Change> {
  readonly write: () => readonly Change[]
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function createBatch<Change>(db: BatchDatabase<Change>): Batch<Change> {
  let entries: Entry<Change>[] = []

  const run = (): void => {
    const mine = entries
    entries = []
    if (mine.length === 0) return
    const done: Entry<Change>[] = []
    const changes: Change[] = []
    try {
      db.begin()
      for (const entry of mine) {
        try {
          changes.push(...entry.write())
          done.push(entry)
        } catch (error) {
          // A row that breaks a constraint fails alone; the transaction goes on.
          entry.reject(db.toError(error))
        }
      }
      db.commit(changes)
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
    add: (write) =>
      new Promise((resolve, reject) => {
        if (entries.length === 0) setImmediate(run)
        entries.push({ write, resolve, reject })
      }),
    flush: async () => {
      run()
    },
  }
}
