/** What `signalbox serve` and the middleware take from the file. */
export interface GatewayConfig {
  /** Address to listen on; other than loopback only with a token. Default 127.0.0.1. */
  host?: string | undefined
  /** Default 8787. */
  port?: number | undefined
  /** What callers send as `Authorization: Bearer` or `x-api-key`: names of environment variables as `${NAME}`. Any one of them will do. */
  token?: string | string[] | undefined
  /** `x-signalbox-*` headers that answers carry. Default: all. */
  headers?: ('decision' | 'model' | 'tier' | 'escalated' | 'attempts' | 'cost-usd' | 'dropped')[] | undefined
  /** What callers may say of a request. Default: all but `tenant`. */
  allow?: ('task' | 'tags' | 'tenant' | 'session' | 'constraints' | 'commit' | 'shadow' | 'dryRun')[] | undefined
  onUnsupported?: 'drop' | 'refuse' | undefined
  maxBodyBytes?: number | undefined
  /** 0 = never. */
  keepAliveMs?: number | undefined
  /** How long requests in flight may go on after SIGTERM. Default 30,000. */
  drainMs?: number | undefined
  /** From which level on `serve` logs. Default `info`: a line per request. */
  log?: 'silent' | 'error' | 'warn' | 'info' | 'debug' | undefined
}
