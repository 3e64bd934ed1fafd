import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { AppOptions } from './create-app.ts'
import { startMocks } from './mocks/mock-world.ts'
import { createPolicy } from './policy.ts'
import { startDesk } from './start-desk.ts'
import { readTeams } from './teams/read-teams.ts'
import { takeTour } from './tour/take-tour.ts'
import { tourTeams } from './tour/tour-teams.ts'
import { toCurlLines } from './tour/curl-lines.ts'

const usage = `A help desk on Express with a gateway for OpenAI and Anthropic clients in it.

  node src/main.ts [--offline [--serve]] [--port PORT]

  --offline     against mock providers on this machine, without a key: a tour by real clients
  --serve       with --offline: no tour, but the app itself, and lines of curl to try
  --port PORT   where the app listens on 127.0.0.1; default 3000, 0 for any free one
  --help

Without --offline it takes keys and teams from .env.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let given
  try {
    given = parseArgs({
      args: [...args],
      options: {
        offline: { type: 'boolean', default: false },
        serve: { type: 'boolean', default: false },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    return fail(`${toMessage(error)}\n\n${usage}`)
  }
  const { offline, serve, help, port = '3000' } = given.values
  if (help === true) {
    console.log(usage)
    return 0
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return fail(`--port "${port}": give a number from 0 to 65535.`)
  if (serve && !offline) return fail('--serve goes with --offline: with real keys the app always serves.')
  try {
    if (offline && !serve) await takeTour((text) => console.log(text))
    else await (offline ? serveOffline(Number(port)) : serveReal(Number(port)))
    return 0
  } catch (error) {
    return fail(toMessage(error), 1)
  }
}

async function serveOffline(port: number): Promise<void> {
  const mocks = await startMocks()
  try {
    await serveUntilTold({ ...createPolicy(mocks.env), teams: tourTeams }, port)
  } finally {
    await mocks.close()
  }
}

async function serveReal(port: number): Promise<void> {
  const envFile = fileURLToPath(new URL('../.env', import.meta.url))
  if (existsSync(envFile)) process.loadEnvFile(envFile)
  const { TEAMS, ORIGINS = '' } = process.env
  const origins = ORIGINS.split(',').filter((origin) => origin !== '')
  await serveUntilTold({ ...createPolicy(process.env), teams: readTeams(TEAMS), origins }, port)
}

/** Until SIGTERM or SIGINT; then what is under way ends. */
async function serveUntilTold(options: AppOptions, port: number): Promise<void> {
  const { url, stop } = await startDesk({ ...options, onFault: (error) => console.error(toMessage(error)) }, port)
  console.log(toCurlLines(url, options.teams === tourTeams ? tourTeams[0].token : '$TOKEN'))
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  console.log('Stopping: what is under way ends, nothing new is taken.')
  await stop()
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function fail(message: string, code = 2): number {
  console.error(message)
  return code
}
