/** One error reply in a provider's own wording, and what it must be taken for. */
export interface ProviderError {
  readonly provider: string
  readonly status: number
  /** On the wire: JSON where it is an object, else text. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Kind, scope and disposition, with a blank between. */
  readonly expected: string
}

type Row = readonly [status: number, body: unknown, expected: string, headers?: Readonly<Record<string, string>>]

/** Written from the providers' documented shapes in November 2026; a wording that changes is a row to add, not to replace. */
export function errorsOf(provider: string, rows: readonly Row[]): readonly ProviderError[] {
  return rows.map(([status, body, expected, headers]) => ({ provider, status, body, expected, headers }))
}

export const limited = 'rate-limit key retry-same'
export const spent = 'quota key try-next'
export const overloaded = 'overloaded model retry-same'
export const broken = 'server-error target retry-same'
export const slow = 'upstream-timeout target try-next'
export const badKey = 'authentication key try-next'
export const forbidden = 'permission key try-next'
export const noModel = 'model-not-found model try-next'
export const notHere = 'region provider try-next'
export const tooLong = 'context-length request try-next'
export const unsafe = 'content-policy request stop'
export const tooLarge = 'too-large request try-next'
export const invalid = 'invalid-request request stop'
export const conflict = 'conflict request retry-same'
