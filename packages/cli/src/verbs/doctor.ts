import { accessSync, constants, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { catalog } from '@signalbox/catalog'
import { toGatewayTokens, toUpstreams, type SignalboxConfig } from '@signalbox/config'
import { LedgerError, openSqliteLedger } from '@signalbox/ledger'
import type { Output } from '../console-output.ts'
import type { Finding } from '../doctor/finding.ts'
import { probeCarriers } from '../doctor/probe-carriers.ts'
import { loadPolicy } from '../load-policy.ts'

export interface DoctorOptions {
  readonly config?: string | undefined
  readonly port?: string | undefined
  /** Asks the carriers that the config names; else nothing is sent. */
  readonly online?: boolean | undefined
}

/** Prices older than this are said to be old. */
const priceAgeDays = 120

/** Looks at keys, port, ledger and the age of prices, and online at carriers; exit 1 when something is amiss. */
export async function doctor(options: DoctorOptions, output: Output): Promise<number> {
  const { config, from } = loadPolicy(options.config)
  const findings: Finding[] = [{ what: 'config', ok: true, detail: from }]
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  findings.push({
    what: 'node',
    ok: major > 22 || (major === 22 && minor >= 13),
    detail: `${process.versions.node}, 22.13 or newer is needed`,
  })
  for (const upstream of config === undefined ? [] : toUpstreams(config, process.env)) {
    const isSet = upstream.missing.length === 0
    findings.push({
      what: `key of ${upstream.name}`,
      ok: isSet,
      detail: isSet
        ? upstream.apiKey === undefined
          ? 'none needed'
          : 'set'
        : `${upstream.missing.join(', ')} is not set`,
    })
  }
  const { gateway } = config ?? {}
  const port = Number(options.port ?? gateway?.port ?? 8787)
  findings.push({ what: `port ${port}`, ...(await probePort(port)) })
  if (config !== undefined) findings.push(probeToken(config))
  const file = config?.ledger?.sqlite ?? './signalbox.db'
  findings.push({ what: `ledger ${file}`, ...(await probeLedger(file)) })
  findings.push(probePrices())
  if (options.online === true) findings.push(...(await probeCarriers(config, process.env)))
  output.result(
    { ok: findings.every(({ ok }) => ok), findings },
    () => `${findings.map(({ what, ok, detail }) => `${ok ? 'ok  ' : 'BAD '} ${what}: ${detail}`).join('\n')}\n`,
  )
  return findings.every(({ ok }) => ok) ? 0 : 1
}

function probePort(port: number): Promise<{ ok: boolean; detail: string }> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return Promise.resolve({ ok: false, detail: 'is no port number: choose 1 to 65535' })
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      done({
        ok: false,
        detail:
          error.code === 'EADDRINUSE'
            ? 'in use: stop what listens there, or choose another'
            : (error.code ?? 'cannot be opened'),
      }),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => done({ ok: true, detail: 'free' })))
  })
}

/** Who may come in when this config is served. */
function probeToken(config: SignalboxConfig): Finding {
  const { tokens, missing } = toGatewayTokens(config, process.env)
  const what = 'token of the gateway'
  if (missing.length > 0) return { what, ok: false, detail: `${missing.join(', ')} is not set` }
  const detail = tokens.length > 0 ? 'set' : 'none: serve is reachable from this machine only'
  return { what, ok: true, detail }
}

async function probeLedger(file: string): Promise<{ ok: boolean; detail: string }> {
  if (!existsSync(file)) {
    try {
      accessSync(dirname(resolve(file)), constants.W_OK)
      return { ok: true, detail: 'will be made' }
    } catch {
      return { ok: false, detail: 'its folder does not exist or cannot be written to' }
    }
  }
  try {
    const ledger = openSqliteLedger({ file, readOnly: true })
    const integrity = ledger.integrity()
    const open = ledger.openAttempts()
    await ledger.close()
    return { ok: integrity === 'ok', detail: `${integrity}, ${open} attempts never settled` }
  } catch (error) {
    return { ok: false, detail: error instanceof LedgerError ? error.message : String(error) }
  }
}

function probePrices(): Finding {
  const dates = catalog.models.flatMap((card) =>
    card.prices.flatMap(({ periods }) => periods.flatMap(({ source }) => (source === undefined ? [] : [source.date]))),
  )
  const newest = dates.toSorted().at(-1) ?? 'unknown'
  const days = Math.floor((Date.now() - Date.parse(newest)) / 86_400_000)
  return {
    what: 'prices',
    ok: days <= priceAgeDays,
    detail: `${catalog.models.length} models, read ${newest}, ${days} days ago (${catalog.version})`,
  }
}
