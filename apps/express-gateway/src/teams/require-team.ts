import { BadRequest } from '@signalbox/express'
import type { RequestHandler } from 'express'
import type { Team } from './team.ts'
import type { TeamOf } from './team-of.ts'

declare global {
  namespace Express {
    interface Request {
      /** Set behind `requireTeam`. */
      team?: Team | undefined
    }
  }
}

/** Lets teams in and puts `req.team` on the request. The rest is a 401, told as OpenAI's and Anthropic's SDKs understand it. */
export function requireTeam(teamOf: TeamOf): RequestHandler {
  return (req, res, next) => {
    const team = teamOf((name) => req.headers[name]?.toString())
    if (team === undefined) {
      res.set('www-authenticate', 'Bearer')
      throw new BadRequest("The token is missing or wrong. Send your team's as `Authorization: Bearer TOKEN`.", {
        status: 401,
        code: 'invalid_api_key',
      })
    }
    req.team = team
    next()
  }
}
