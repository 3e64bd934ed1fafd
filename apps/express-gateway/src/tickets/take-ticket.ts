import type { RequestHandler } from 'express'
import { readTicket } from './read-ticket.ts'

/** Puts a checked ticket in the place of the body. */
export const takeTicket: RequestHandler = (req, _res, next) => {
  req.body = readTicket(req.body)
  next()
}
