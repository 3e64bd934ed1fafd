import type { WireRequest } from '@signalbox/express'
import { ticketKinds, type Ticket, type TicketKind } from './ticket.ts'

/** What kind of ticket is it? Plain work for a cheap model, said so by its task. */
export function toTriageRequest({ subject, text }: Ticket): WireRequest {
  return {
    task: 'classify',
    messages: [
      { role: 'system', content: `Name the kind of a ticket in one word: ${ticketKinds.join(', ')}.` },
      { role: 'user', content: `${subject}\n\n${text}` },
    ],
  }
}

/** The answer to a customer. What is broken takes thought; the rest is friendly writing. */
export function toAnswerRequest({ subject, text }: Ticket, kind: TicketKind): WireRequest {
  return {
    task: kind === 'technical' ? 'reasoning' : 'writing',
    messages: [
      { role: 'system', content: `You answer tickets about ${kind} for a furniture shop, in two friendly sentences.` },
      { role: 'user', content: `${subject}\n\n${text}` },
    ],
  }
}

/** The kind a model has named; `other` where it named none. */
export function toTicketKind(answer: string): TicketKind {
  const said = answer.toLowerCase()
  return ticketKinds.find((kind) => said.includes(kind)) ?? 'other'
}
