import { BadRequest } from '@signalbox/express'
import { jailbreakRefusal } from '../guards/guard-request.ts'
import { isJailbreak } from '../guards/is-jailbreak.ts'
import { redactCards } from '../guards/redact-cards.ts'
import type { Ticket } from './ticket.ts'

const mostCharacters = 10_000

/** A ticket from a parsed body, held to the same guards as the gateway's requests. @throws BadRequest naming the field */
export function readTicket(body: unknown): Ticket {
  const fields: Partial<Record<keyof Ticket, unknown>> = typeof body === 'object' && body !== null ? body : {}
  const ticket = { subject: readText(fields, 'subject'), text: readText(fields, 'text') }
  if (isJailbreak(ticket.subject) || isJailbreak(ticket.text))
    throw new BadRequest(jailbreakRefusal.message, jailbreakRefusal)
  return ticket
}

function readText(fields: Partial<Record<keyof Ticket, unknown>>, name: keyof Ticket): string {
  const value = fields[name]
  if (typeof value !== 'string' || value.trim() === '' || value.length > mostCharacters)
    throw new BadRequest(`"${name}" has to be a text of 1 to ${mostCharacters} characters.`, { param: name })
  return redactCards(value)
}
