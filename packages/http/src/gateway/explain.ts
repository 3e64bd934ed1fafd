import { dialectOf } from '../request/dialect-of.ts'
import { toJsonReply } from './json-reply.ts'
import type { Endpoint } from './endpoint.ts'
import { readAsk } from './read-ask.ts'

/** `POST /signalbox/explain`: the decision for a body of any dialect; no model is called. */
export const explain: Endpoint = async (exchange) => {
  const { context } = exchange
  const { route } = await readAsk(exchange, {
    dialectOf: (json) => dialectOf(json, exchange.request.header('anthropic-version')),
  })
  return toJsonReply(await context.router.decide(route))
}
