/** How a batch touches its database. */
export interface BatchDatabase<Row> {
  readonly begin: () => void
  /** Called with the outcomes of the batch, before the commit. */
  readonly commit: (outcomes: readonly Row[]) => void
  readonly rollback: () => void
  readonly toError: (error: unknown) => Error
}

/** Writes of one tick in one transaction; under load those nobody waits for before a call go with the next that somebody does. */
export interface Batch<Row> {
  /** Resolves after the commit; rejects when this write, or the whole transaction, failed. */
  readonly add: (write: () => unknown, options?: AddOptions<Row>) => Promise<void>
  readonly flush: () => Promise<void>
}

export interface AddOptions<Row> {
  readonly outcome?: Row | undefined
  /** Nothing is sent because of this row: it may wait a moment for company. */
  readonly canWait?: boolean | undefined
}

interface Entry<Row> {
  readonly write: () => unknown
  readonly outcome: Row | undefined
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** How long a row waits that may, when the last commit was no longer ago: a commit costs more than the rows in it. */
const companyMs = 2

export function createBatch<Row>(db: BatchDatabase<Row>): Batch<Row> {
  let entries: Entry<Row>[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  let ranAtMs = -companyMs

  const schedule = (canWait: boolean): void => {
    if (isDue) return
    if (canWait && performance.now() - ranAtMs < companyMs) {
      timer ??= setTimeout(run, companyMs)
      return
    }
    isDue = true
    setImmediate(run)
  }
  const run = (): void => {
    clearTimeout(timer)
    timer = undefined
    isDue = false
    const mine = entries
    entries = []
    if (mine.length === 0) return
    commit(mine)
    ranAtMs = performance.now()
  }
  const commit = (mine: readonly Entry<Row>[]): void => {
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
    add: (write, { outcome, canWait = false } = {}) =>
      new Promise((resolve, reject) => {
        entries.push({ write, outcome, resolve, reject })
        schedule(canWait)
      }),
    flush: async () => {
      run()
    },
  }
}
