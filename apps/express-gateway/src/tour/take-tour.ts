import Anthropic from '@anthropic-ai/sdk'
import { toMetadata, type SignalboxMetadata } from '@signalbox/express'
import { startMocks } from '../mocks/mock-world.ts'
import { createPolicy } from '../policy.ts'
import { toReportView } from '../report/to-report-view.ts'
import { startDesk } from '../start-desk.ts'
import { tourTeams } from './tour-teams.ts'
import { toReportLines } from './report-lines.ts'
import { toTourTable } from './tour-table.ts'
import type { Call, Visited } from './visit.ts'
import { chat, toOpenai, visits } from './visits.ts'
import { wrap } from './wrap.ts'

/** The whole app against mock providers, visited by real clients; prints what they saw, then who answered each, then the report. */
export async function takeTour(print: (text: string) => void): Promise<void> {
  const mocks = await startMocks()
  const done = new Map<string, SignalboxMetadata>()
  const { router, upstreams, ledger } = createPolicy(mocks.env, (event) => {
    if (event.type === 'outcome-end') done.set(event.outcome.requestId, toMetadata(event.outcome))
  })
  const desk = await startDesk({ router, upstreams, ledger, teams: tourTeams }, 0)
  const calls: Call[] = []
  const tell = (title: string, { says, calls: more }: Visited): void => {
    calls.push(...more)
    print(`> ${title}\n${says.map((text) => wrap(text, 78, '  ')).join('\n')}\n`)
  }
  try {
    const { url } = desk
    const [{ token }, trial] = tourTeams
    const anthropic = new Anthropic({ baseURL: url, apiKey: token, maxRetries: 0 })
    const visitor = { url, token, openai: toOpenai(url, token), anthropic, mocks }
    for (const { title, go } of visits) tell(title, await go(visitor))
    const guest = { openai: toOpenai(url, trial.token) }
    const question = 'Translate to French: your parcel arrives tomorrow.'
    tell('another team, which may ask once a minute', await chat(guest, 'trial team', question))
    tell('the same team, at once again', await chat(guest, 'trial, again', question))
  } finally {
    await desk.stop()
    await mocks.close()
  }
  print(toTourTable(calls.map((call) => ({ call, did: done.get(call.requestId ?? '') }))))
  print(
    `\n${toReportLines(toReportView(ledger.report()))
      .map((line) => wrap(line, 80, ''))
      .join('\n')}`,
  )
}
