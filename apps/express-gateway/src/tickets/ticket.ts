/** What a customer writes to the desk. */
export interface Ticket {
  readonly subject: string
  readonly text: string
}

export const ticketKinds = ['billing', 'delivery', 'technical', 'other'] as const
export type TicketKind = (typeof ticketKinds)[number]
