import { openSqliteLedger } from '@signalbox/ledger'
import { sampleTraffic, type SampleOptions } from './sample-traffic.ts'

const batch = 500

/** The sample as a ledger file. */
export async function writeSampleLedger(file: string, options: SampleOptions): Promise<void> {
  const ledger = openSqliteLedger({ file })
  let pending: (void | PromiseLike<void>)[] = []
  for (const { outcome, attempts } of sampleTraffic(options)) {
    for (const attempt of attempts) pending.push(ledger.writeIntent(attempt), ledger.writeSettlement(attempt))
    pending.push(ledger.writeOutcome(outcome))
    if (pending.length < batch) continue
    await Promise.all(pending)
    pending = []
  }
  await Promise.all(pending)
  await ledger.close()
}
