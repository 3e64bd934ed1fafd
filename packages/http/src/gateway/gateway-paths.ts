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

/** A path of the gateway's without the version it may begin with, and without the slashes that a base URL's end leaves. */
export function withoutVersion(path: string): string {
  const plain =
    path.includes('//') || path.endsWith('/') ? path.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1') : path
  return plain.startsWith('/v1/') ? plain.slice(3) : plain
}

export function isGatewayPath(path: string): boolean {
  const short = withoutVersion(path)
  return (gatewayPaths as readonly string[]).includes(short) || (short.startsWith('/models/') && short.length > 8)
}

/** Paths whose dialect is their own; of others Anthropic's clients say who they are. */
const owners: readonly (readonly [RegExp, DialectName])[] = [
  [/^\/messages(?:\/|$)/, 'anthropic-messages'],
  [/^\/responses(?:\/|$)/, 'openai-responses'],
  [/^\/(?:chat|embeddings)(?:\/|$)/, 'openai-chat'],
]

/** The dialect in which who asks for a path wants to be told of errors, also where there is no such path. @param anthropicVersion that header */
export function dialectOfPath(path: string, anthropicVersion?: string): DialectName {
  const short = withoutVersion(path)
  const own = owners.find(([pattern]) => pattern.test(short))?.[1]
  return own ?? (anthropicVersion === undefined ? 'openai-chat' : 'anthropic-messages')
}
