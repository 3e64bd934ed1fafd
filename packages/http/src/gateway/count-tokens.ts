import { createFeatures } from '@signalbox/core'
import { countAtProvider } from '../call/count-at-provider.ts'
import { toJsonReply } from './json-reply.ts'
import type { Endpoint } from './endpoint.ts'
import { readAsk } from './read-ask.ts'

/**
 * `POST /messages/count_tokens`: counted by the provider that would be asked, where its dialect has that question; else the estimate
 * that decisions are made with, and a header that says so.
 */
export const countTokens: Endpoint = async (exchange) => {
  const { context, signal } = exchange
  const { route, client, wire } = await readAsk(exchange, { isCount: true })
  const decision = await context.router.decide(route)
  const [first] = decision.steps
  const target = context.router.targets.find(({ id }) => id === first?.target)
  const upstream = target && context.upstreamOf(target.id)
  if (target !== undefined && upstream?.dialect === 'anthropic-messages') {
    const counted = await countAtProvider({
      upstream,
      target,
      json: client.json,
      request: route,
      decision,
      transport: context.transport,
      signal,
    })
    if (counted !== undefined) return toJsonReply({ input_tokens: counted })
  }
  return toJsonReply({ input_tokens: createFeatures(wire).inputTokens }, { 'x-signalbox-estimated': 'true' })
}
