import { isLoopbackHost } from '@signalbox/config'

/** Where a gateway listens, for whom. */
export interface Opening {
  readonly url: string
  readonly host: string
  readonly hasToken: boolean
}

/** An address as a client writes it; IPv6 in brackets. */
export function toUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What a person reads first: where, and who may come in. */
export function startLine({ url, host, hasToken }: Opening): string {
  const others = 'set gateway.token to ${NAME} of an environment variable and gateway.host to 0.0.0.0 to serve others'
  if (!isLoopbackHost(host)) return `listening on ${url}, for whoever has the token`
  if (hasToken)
    return `listening on ${url}, reachable from this machine only, with a token: set gateway.host to serve others`
  return `listening on ${url}, reachable from this machine only: ${others}`
}
