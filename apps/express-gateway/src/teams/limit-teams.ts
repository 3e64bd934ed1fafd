import { BadRequest } from '@signalbox/express'
import { rateLimit } from 'express-rate-limit'
import type { RequestHandler } from 'express'

/** So many requests a minute per team; mount it behind `requireTeam`. One instance counts for all routes it stands in. */
export function limitTeams(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: ({ team }) => team?.perMinute ?? 0,
    keyGenerator: ({ team }) => team?.name ?? '',
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: ({ team }, _res, next) => {
      const limit = `Team ${team?.name ?? '?'} is at its limit, ${team?.perMinute ?? 0} a minute`
      next(new BadRequest(`${limit}. Wait as long as retry-after says.`, { status: 429, code: 'rate_limit_exceeded' }))
    },
  })
}
