import type { ConfigIssue } from './config-issue.ts'
import { isLoopbackHost } from './is-loopback-host.ts'
import type { SignalboxConfig } from './signalbox-config.ts'
import { toGatewayTokens } from './to-gateway-tokens.ts'

/** Something amiss in the section `gateway`, and where. */
export interface GatewayIssue extends Pick<ConfigIssue, 'severity' | 'message'> {
  readonly path: readonly (string | number)[]
}

/** Who could come in that should not, and what would keep everybody out. Pure. */
export function checkGateway(
  config: Pick<SignalboxConfig, 'gateway'>,
  env: Readonly<Record<string, string | undefined>>,
  whenMissing: ConfigIssue['severity'],
): readonly GatewayIssue[] {
  const { host, token } = config.gateway ?? {}
  const path = ['gateway', 'token']
  const { tokens, missing } = toGatewayTokens(config, env)
  const literals = [token ?? []].flat().some((text) => !text.includes('${'))
  return [
    ...missing.map((variable): GatewayIssue => ({
      severity: whenMissing,
      path,
      message: `The environment variable ${variable} is not set: the gateway would know no token by it, and does not start. Set it.`,
    })),
    ...(tokens.some((text) => !/^[\x21-\x7e]+$/.test(text))
      ? [
          {
            severity: 'error' as const,
            path,
            message:
              'A token of the gateway has a blank, a line end or another character that no header can hold: nobody could send it. Take it out of the variable.',
          },
        ]
      : []),
    ...(literals
      ? [
          {
            severity: 'warning' as const,
            path,
            message:
              'A token of the gateway stands in the file. Put it into an environment variable and write ${NAME} here.',
          },
        ]
      : []),
    ...(host !== undefined && token === undefined && !isLoopbackHost(host)
      ? [
          {
            severity: 'error' as const,
            path: ['gateway', 'host'],
            message: `Whoever reaches ${host} could spend your keys: there is no token. Set gateway.token to \${NAME} of an environment variable, or host to 127.0.0.1.`,
          },
        ]
      : []),
  ]
}
