import type { FailureFacts, TransportFault } from './failure-facts.ts'

/** System and undici error codes -> how the transport failed. */
const transportByCode: Readonly<Record<string, TransportFault>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  UND_ERR_HEADERS_OVERFLOW: 'malformed',
  CERT_HAS_EXPIRED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
}

/** Facts of what `fetch` and the streams under it throw: a system's or undici's code, most often hidden in the cause. */
export function factsOfTransport(error: unknown): FailureFacts {
  const cause = error instanceof Error ? error.cause : undefined
  const code = codeOf(error) ?? codeOf(cause)
  const transport =
    code === undefined ? undefined : (transportByCode[code] ?? (isGarbled(code) ? 'malformed' : undefined))
  // A head or an encoding that cannot be read is not read better at the second try.
  if (transport === 'malformed') return { transport, code, isRetryable: false }
  if (transport !== undefined) return { transport, code }
  // fetch() hides what happened in the cause; a dead socket in mid-body has no code in some versions.
  if (error instanceof TypeError && /fetch failed|terminated|network/i.test(error.message)) {
    const detail = cause instanceof Error ? cause.message : ''
    return { transport: /redirect/i.test(detail) ? 'redirect' : 'reset', code }
  }
  return error instanceof SyntaxError
    ? { transport: 'malformed' }
    : { message: error instanceof Error ? error.name : undefined }
}

/** llhttp on a head, zlib on a body. */
function isGarbled(code: string): boolean {
  return code.startsWith('HPE_') || code.startsWith('Z_')
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
    ? value.code
    : undefined
}
