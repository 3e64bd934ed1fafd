import type { DialectName } from '../call/upstream.ts'

/** What the gateway answers, below `/v1` or without it; `/models/ID` beside. */
export const gatewayPaths = [
  '/chat/completions',
  '/responses',
  '/messages',
  '/messages/count_tokens',
  '/embeddings',
  '/models',
  '/signalbox/explain',
  '/healthz',
  '/readyz',
  '/metrics',
] as const
export type GatewayPath = (typeof gatewayPaths)[number]

/** A path of the gateway's without the version it may begin with. */
export function withoutVersion(path: string): string {
  return path.startsWith('/v1/') ? path.slice(3) : path
}

export function isGatewayPath(path: string): boolean {
  const short = withoutVersion(path)
  return (gatewayPaths as readonly string[]).includes(short) || (short.startsWith('/models/') && short.length > 8)
}

/** The dialect in which who asks for a path wants to be told of errors, also where there is no such path. */
export function dialectOfPath(path: string): DialectName {
  const short = withoutVersion(path)
  if (/^\/messages(?:\/|$)/.test(short)) return 'anthropic-messages'
  return /^\/responses(?:\/|$)/.test(short) ? 'openai-responses' : 'openai-chat'
}
