import { openSqliteLedger } from '@signalbox/ledger'
import { queries } from './queries.ts'

/** One query in a process of its own, so that the most memory it took is its own: prints seconds, those of the processor apart, and MiB. */
const [file = '', name = '', requests = '0'] = process.argv.slice(2)
const ledger = openSqliteLedger({ file, readOnly: true })
const start = performance.now()
const cpuStart = process.cpuUsage()
const rows = queries[name]?.(ledger, Number(requests)) ?? Number.NaN
const seconds = (performance.now() - start) / 1_000
const { user, system } = process.cpuUsage(cpuStart)
const cpuSeconds = (user + system) / 1e6
await ledger.close()
process.stdout.write(JSON.stringify({ rows, seconds, cpuSeconds, peakMiB: process.resourceUsage().maxRSS / 1_024 }))
