import {
  createGateway,
  gatewayErrors,
  gatewayHeaders,
  routeDecision,
  type ExpressGateway,
  type MemoryLedger,
  type Router,
  type Upstream,
} from '@signalbox/express'
import cors from 'cors'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { guardRequest } from './guards/guard-request.ts'
import { page } from './page/page.ts'
import { toReportView } from './report/to-report-view.ts'
import { limitTeams } from './teams/limit-teams.ts'
import { requireTeam } from './teams/require-team.ts'
import type { Team } from './teams/team.ts'
import { createTeamOf } from './teams/team-of.ts'
import { tellFault } from './tell-fault.ts'
import { answerTicket } from './tickets/answer-ticket.ts'
import { takeTicket } from './tickets/take-ticket.ts'
import { toTriageRequest } from './tickets/ticket-requests.ts'

export interface AppOptions {
  readonly router: Router
  readonly upstreams: readonly Upstream[]
  readonly ledger: Pick<MemoryLedger, 'report'>
  readonly teams: readonly Team[]
  /** Web pages elsewhere that may call the app. Default: none. */
  readonly origins?: readonly string[] | undefined
  /** Hears of faults that are not the caller's. */
  readonly onFault?: ((error: unknown) => void) | undefined
}

export interface HelpDesk {
  readonly app: Express
  /** To drain it. */
  readonly gateway: ExpressGateway
}

/** The help desk: a page, a report, tickets, and behind `/v1` a gateway for every OpenAI and Anthropic client of the house. */
export function createApp({ router, upstreams, ledger, teams, ...options }: AppOptions): HelpDesk {
  const { origins = [], onFault = () => {} } = options
  const teamOf = createTeamOf(teams)
  const admit = [requireTeam(teamOf), limitTeams()]
  const gateway = createGateway({
    router,
    upstreams,
    tenantOf: (header) => teamOf(header)?.name,
    before: guardRequest,
  })

  const app = express()
  app.use(helmet({ contentSecurityPolicy: { directives: { 'script-src': [page.scriptSource] } } }))
  app.use(
    cors({
      origin: [...origins],
      exposedHeaders: ['x-request-id', ...gatewayHeaders.map((name) => `x-signalbox-${name}`)],
    }),
  )
  app.get('/', (_req, res) => void res.type('html').send(page.html))
  app.get('/report', (_req, res) => void res.json(toReportView(ledger.report())))
  // Before express.json(), which takes no more than 100 kB: the gateway reads its bodies itself.
  app.use('/v1', admit, gateway)
  app.use(express.json())
  app.post(
    '/tickets',
    admit,
    takeTicket,
    routeDecision(router, { toRequest: ({ body, team }) => ({ ...toTriageRequest(body), tenant: team?.name }) }),
    answerTicket(upstreams),
  )
  app.use(gatewayErrors(), tellFault(onFault))
  return { app, gateway }
}
