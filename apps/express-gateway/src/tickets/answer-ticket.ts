import type { SignalboxMetadata, Upstream } from '@signalbox/express'
import type { RequestHandler } from 'express'
import { askModel } from './ask-model.ts'
import type { Ticket } from './ticket.ts'
import { toAnswerRequest, toTicketKind, toTriageRequest } from './ticket-requests.ts'

/** Classifies a ticket, answers it, and says who did what and why. Stands behind `routeDecision`, which has decided who classifies. */
export function answerTicket(upstreams: readonly Upstream[]): RequestHandler {
  return async (req, res) => {
    const { signalbox, team } = req
    if (signalbox === undefined) throw new Error('Mount routeDecision before answerTicket.')
    const { router, decision } = signalbox
    const ticket = req.body as Ticket
    const gone = new AbortController()
    res.once('close', () => gone.abort())
    const how = { router, upstreams, signal: gone.signal }
    const tenant = team?.name
    const triage = await askModel({ ...toTriageRequest(ticket), tenant }, { ...how, decision })
    const kind = toTicketKind(triage.text)
    const answer = await askModel({ ...toAnswerRequest(ticket, kind), tenant }, how)
    res.json({
      kind,
      answer: answer.text,
      steps: [toStep('classify', triage.by), toStep('answer', answer.by)],
    })
  }
}

/** What a caller is told of a model call. */
function toStep(does: string, { requestId, model, tier, reason, costUsd, savedUsd }: SignalboxMetadata): object {
  return { does, requestId, model, tier, why: reason, costUsd, savedUsd }
}
