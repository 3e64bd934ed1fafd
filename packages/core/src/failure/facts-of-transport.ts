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
  EPROTO: 'tls',
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
  // undici's parser: its errors have no code in some versions.
  const isParserError = [error, cause].some((one) => one instanceof Error && one.name === 'HTTPParserError')
  const transport = code === undefined ? (isParserError ? 'malformed' : undefined) : faultOfCode(code)
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

function faultOfCode(code: string): TransportFault | undefined {
  const known = transportByCode[code]
  if (known !== undefined) return known
  // llhttp on a head, zlib on a body, OpenSSL before either.
  if (code.startsWith('HPE_') || code.startsWith('Z_')) return 'malformed'
  return code.startsWith('ERR_SSL_') ? 'tls' : undefined
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
    ? value.code
    : undefined
}
