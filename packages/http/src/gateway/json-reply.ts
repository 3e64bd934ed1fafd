import type { GatewayReply } from './gateway.ts'

/** A good answer of the gateway's own. */
export function toJsonReply(value: unknown, headers: Readonly<Record<string, string>> = {}): GatewayReply {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}
