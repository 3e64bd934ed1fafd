import { testSecrets } from '@signalbox/contract-tests'
import { createHttpGateway, fetchTransport, type GatewayLogEntry } from '@signalbox/http'
import { createPrometheusMetrics } from '@signalbox/http/node'
import { openSqliteLedger } from '@signalbox/ledger'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

testSecrets({
  name: 'gateway',
  open: ({ router, upstreams, fetch }) => {
    const log: GatewayLogEntry[] = []
    const metrics = createPrometheusMetrics({ router })
    const gateway = createHttpGateway({
      router,
      upstreams,
      transport: fetchTransport(fetch),
      metrics,
      log: (entry) => log.push(entry),
    })
    return {
      send: async (request) => {
        const response = await gateway.fetch(request)
        return `${inspect([...response.headers])}\n${await response.text()}`
      },
      told: async () => `${JSON.stringify(log)}\n${inspect(log, { depth: 20 })}\n${(await metrics.render()).text}`,
    }
  },
  ledgerBytes: async ({ intents, settlements, outcomes }) => {
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-secrets-'))
    try {
      const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') })
      for (const row of intents) await ledger.writeIntent(row)
      for (const row of settlements) await ledger.writeSettlement(row)
      for (const row of outcomes) await ledger.writeOutcome(row)
      await ledger.close()
      const files = await readdir(folder)
      return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n')
    } finally {
      await rm(folder, { recursive: true })
    }
  },
})
