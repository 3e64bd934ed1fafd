import { SingleBar } from 'cli-progress'
import type { Output } from '../console-output.ts'

/** The same rows; a person who waits sees how many have been read. */
export function* counted<Row>(
  rows: Iterable<Row>,
  what: string,
  output: Pick<Output, 'isInteractive'>,
): Generator<Row> {
  const bar = output.isInteractive
    ? new SingleBar({ format: `reading: {value} ${what}`, hideCursor: true, clearOnComplete: true })
    : undefined
  let count = 0
  bar?.start(0, 0)
  try {
    for (const row of rows) {
      count++
      if (count % 1_000 === 0) bar?.update(count)
      yield row
    }
  } finally {
    bar?.stop()
  }
}
