import type { ConfigIssue, SignalboxConfig } from '@signalbox/config'
import type { Router } from '@signalbox/core'
import type { GatewayOptions, Upstream } from '@signalbox/http'
import type { PrometheusMetrics } from '@signalbox/http/node'
import type { SqliteLedger } from '@signalbox/ledger'
import type { ResumedAlarm, Shadow } from '@signalbox/quality'

/** Everything a config file stands for, ready to be used. */
export interface OpenedConfig {
  /** The file as data. */
  readonly config: SignalboxConfig
  /** With a shadow, where the file has one. */
  readonly router: Router
  /** What it has done, and how it is brought to an end; undefined = the file has none. */
  readonly shadow: Shadow | undefined
  /** Watches escalations of every task type, from what the ledger has of the policy's last 30 days on (50,000 requests at most). `read()` for `toAlarmLines`. */
  readonly alarm: ResumedAlarm
  /** What it does, for `metrics` of `createHttpGateway`: requests, costs, alarm, shadow, labels. */
  readonly metrics: PrometheusMetrics
  /** Keys and addresses filled in from the environment. */
  readonly upstreams: readonly Upstream[]
  /** What the file says of the gateway, for `createHttpGateway`; with tokens, `authorize` asks for one of them. */
  readonly gateway: Pick<
    GatewayOptions,
    'authorize' | 'allow' | 'headers' | 'onUnsupported' | 'maxBodyBytes' | 'keepAliveMs'
  >
  /** undefined = the file names none. */
  readonly ledger: SqliteLedger | undefined
  readonly warnings: readonly ConfigIssue[]
  /** Lets answers beside end (within the gateway's `drainMs`, default 30,000), stores what is still to be stored, and closes ledger and budgets. */
  readonly close: () => Promise<void>
}
