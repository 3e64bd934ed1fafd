import { systemClock, type Clock } from '@signalbox/core'

export interface TurnOptions {
  /** Rows before others have their turn. Default 500: a page of a ledger, some milliseconds. */
  readonly every?: number | undefined
  /** Default: the platform's. */
  readonly clock?: Pick<Clock, 'setTimer'> | undefined
}

/** Rows of a record, read beside what a process does else: it is never held up for longer than a few of them take. */
export async function* inTurns<Row>(
  rows: Iterable<Row>,
  { every = 500, clock = systemClock }: TurnOptions = {},
): AsyncGenerator<Row, void, undefined> {
  const pause = (): Promise<void> => new Promise((resolve) => void clock.setTimer(resolve, 0))
  await pause()
  let n = 0
  for (const row of rows) {
    yield row
    if (++n % every === 0) await pause()
  }
}
