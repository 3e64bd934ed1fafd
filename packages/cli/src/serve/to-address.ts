import { isLoopbackHost, type GatewayConfig } from '@signalbox/config'
import { UsageError } from '../usage-error.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** Where to listen: the command line, else the file, else 127.0.0.1:8787. @throws UsageError for a port that is none, and for others' reach without a token */
export function toAddress(
  options: { readonly host?: string | undefined; readonly port?: string | undefined },
  { gateway = {}, hasToken }: { readonly gateway?: GatewayConfig | undefined; readonly hasToken: boolean },
): Address {
  const host = options.host ?? gateway.host ?? '127.0.0.1'
  const port = options.port === undefined ? (gateway.port ?? 8787) : Number(options.port)
  if (options.port?.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port "${options.port}": give a whole number from 1 to 65535, or 0 for any free one.`)
  if (!hasToken && !isLoopbackHost(host))
    throw new UsageError(
      `--host ${host}: whoever reaches it could spend your keys, and there is no token. Set gateway.token to \${NAME} of an environment variable in the config, or leave --host out.`,
    )
  return { host, port }
}
