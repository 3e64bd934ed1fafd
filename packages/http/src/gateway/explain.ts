import type { DialectName } from '../call/upstream.ts'
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

/** By what the body has: `input` is the responses dialect's, `system` and `stop_sequences` are Anthropic's. */
function dialectOf(json: Readonly<Record<string, unknown>>, anthropicVersion: string | undefined): DialectName {
  if ('input' in json) return 'openai-responses'
  const isAnthropic = anthropicVersion !== undefined || 'system' in json || 'stop_sequences' in json
  return isAnthropic ? 'anthropic-messages' : 'openai-chat'
}
