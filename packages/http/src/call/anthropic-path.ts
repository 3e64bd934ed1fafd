import type { Upstream } from './upstream.ts'

/** Anthropic's documents name the address without a version; others name it with one. */
export function anthropicPath({ baseUrl }: Upstream): string {
  return /\/v1\/*$/.test(baseUrl) ? '/messages' : '/v1/messages'
}
