import type { CallAccount } from '@signalbox/core'

type Json = Readonly<Record<string, unknown>>

/** What a reply of OpenRouter's, or one chunk of a stream, says of the call. Source: openrouter.ai/docs, usage accounting, as of 2026-11. */
export function readOpenrouterAccount(body: Json): CallAccount | undefined {
  const usage = body['usage']
  const account: CallAccount = {
    ...(typeof body['provider'] === 'string' && { host: body['provider'] }),
    ...(typeof body['id'] === 'string' && { callId: body['id'] }),
    ...(isObject(usage) && { costUsd: costOf(usage) }),
  }
  return Object.keys(account).length === 0 ? undefined : account
}

/** With a key of one's own the host bills the tokens, and OpenRouter a fee. */
function costOf(usage: Json): number | undefined {
  const { cost, is_byok: isByok, cost_details: details } = usage
  if (typeof cost !== 'number') return undefined
  const upstream = isObject(details) ? details['upstream_inference_cost'] : undefined
  return isByok === true && typeof upstream === 'number' ? cost + upstream : cost
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
