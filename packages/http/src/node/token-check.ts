import { createHash, timingSafeEqual } from 'node:crypto'
import type { HeaderReader } from '../gateway/gateway-options.ts'

/**
 * Whether a head has one of these tokens, as `Authorization: Bearer TOKEN` (RFC 6750) or as `x-api-key: TOKEN`. Digests of equal length are
 * compared, all of them, so the time taken says nothing of a token. For `authorize` of GatewayOptions.
 * @throws RangeError without tokens, or when one is empty: either would be no lock at all
 */
export function createTokenCheck(tokens: readonly string[]): (header: HeaderReader) => boolean {
  if (tokens.length === 0 || tokens.includes(''))
    throw new RangeError('A token check needs at least one token, and none may be empty.')
  const digests = tokens.map(digest)
  const isKnown = (token: string): boolean => {
    const given = digest(token)
    return digests.map((own) => timingSafeEqual(own, given)).includes(true)
  }
  return (header) => {
    const bearer = /^bearer +(\S+) *$/i.exec(header('authorization') ?? '')?.[1]
    const key = header('x-api-key')
    return (bearer !== undefined && isKnown(bearer)) || (key !== undefined && isKnown(key))
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
