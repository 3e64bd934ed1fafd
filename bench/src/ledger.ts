import { openSqliteLedger } from '@signalbox/ledger'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { queries } from './ledger/queries.ts'
import { intentRow, outcomeRow, settlementRow } from './ledger/sample-rows.ts'
import { print } from './measure.ts'

/** Rows written in batches of 500 at a time, as under load; then what is asked of all of them, each in a process of its own. */
export async function benchLedger(sizes: readonly number[] = [100_000, 1_000_000]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'))
  const file = join(folder, 'ledger.db')
  try {
    let written = 0
    for (const requests of sizes) {
      const rates = await write(file, written, requests)
      written = requests
      print(`Ledger, ${requests} requests`, [...rates, { what: 'file MiB', value: statSync(file).size / 1_048_576 }])
      print(
        `Asked of ${requests} requests`,
        Object.keys(queries).map((query) => ({ query, ...ask(file, query, requests) })),
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function write(file: string, from: number, to: number): Promise<{ what: string; value: number }[]> {
  const ledger = openSqliteLedger({ file })
  let attemptMs = 0
  let outcomeMs = 0
  for (let at = from; at < to; at += 500) {
    const indexes = Array.from({ length: Math.min(500, to - at) }, (_, index) => at + index)
    const start = performance.now()
    await Promise.all(
      indexes.flatMap((index) => [ledger.writeIntent(intentRow(index)), ledger.writeSettlement(settlementRow(index))]),
    )
    const between = performance.now()
    await Promise.all(indexes.map((index) => ledger.writeOutcome(outcomeRow(index))))
    attemptMs += between - start
    outcomeMs += performance.now() - between
  }
  await ledger.close()
  const rate = (ms: number): number => ((to - from) * 1_000) / ms
  return [
    { what: 'attempts written and settled a second', value: rate(attemptMs) },
    { what: 'outcome rows written a second', value: rate(outcomeMs) },
  ]
}

function ask(file: string, query: string, requests: number): Record<string, number> {
  const script = fileURLToPath(new URL('./ledger/run-query.ts', import.meta.url))
  const child = spawnSync(process.execPath, [...process.execArgv, script, file, query, String(requests)], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`The query "${query}" failed: ${child.stderr}`)
  return JSON.parse(child.stdout) as Record<string, number>
}
