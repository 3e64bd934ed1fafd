import type { DialectName } from '../call/upstream.ts'

/** A path of the gateway's without the version it may begin with. */
export function withoutVersion(path: string): string {
  return path.startsWith('/v1/') ? path.slice(3) : path
}

/** The dialect in which who asks for a path wants to be told of errors, also where there is no such path. */
export function dialectOfPath(path: string): DialectName {
  const short = withoutVersion(path)
  if (/^\/messages(?:\/|$)/.test(short)) return 'anthropic-messages'
  return /^\/responses(?:\/|$)/.test(short) ? 'openai-responses' : 'openai-chat'
}
