import { catalog as ownCatalog } from '@signalbox/catalog'
import {
  checkConfig,
  ConfigError,
  loadConfig,
  toGatewayTokens,
  toRouterOptions,
  toShadowSettings,
  toUpstreams,
  type CheckOptions,
  type LoadedConfig,
  type SignalboxConfig,
} from '@signalbox/config'
import { createRouter, type Catalog, type Constraints, type RouterEvent } from '@signalbox/core'
import type { Carrier } from '@signalbox/http'
import { createTokenCheck } from '@signalbox/http/node'
import { openSqliteBudgetStore, openSqliteLedger } from '@signalbox/ledger'
import { withShadow, type AlarmChange, type ShadowEvent } from '@signalbox/quality'
import { openAlarm } from './open-alarm.ts'
import { openMetrics } from './open-metrics.ts'
import type { OpenedConfig } from './opened-config.ts'

export interface OpenConfigOptions {
  /** Where `${NAME}` is looked up. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly onEvent?: ((event: RouterEvent) => void) | undefined
  /** What the shadow of the config does. */
  readonly onShadow?: ((event: ShadowEvent) => void) | undefined
  /** Told when the escalation alarm of a task type is raised, and when it clears; `alarm` has the rest. */
  readonly onAlarm?: ((change: AlarmChange) => void) | undefined
  /** Memory, CPU and event loop of the process among the metrics too. Default false. */
  readonly processMetrics?: boolean | undefined
  /** For places that stop a process after its response: told of every answer beside, as `waitUntil` wants it. */
  readonly keepAlive?: ((work: Promise<void>) => void) | undefined
  /** Default: that of @signalbox/catalog. */
  readonly catalog?: Catalog | undefined
  /** Makers of what stands behind `carrier: NAME` of an upstream: `{ litellm: createLitellmCarrier, openrouter: createOpenrouterCarrier }` of @signalbox/bridge. */
  readonly carriers?: Readonly<Record<string, CarrierMaker>> | undefined
}

/** Makes a carrier for a policy: what its constraints demand, and the prices it reckons with, hold beyond the carrier too. */
export type CarrierMaker = (facts: {
  readonly constraints: Constraints | undefined
  readonly catalog: Catalog
}) => Carrier

/** For answers beside that are under way. */
const defaultDrainMs = 30_000

/**
 * Opens a config, by the path of its file or as data: checks it, fills in keys, opens its ledger and budgets, makes its router.
 * @throws ConfigError with every problem and its place, variables that are not set among them; LedgerError naming the file and the remedy
 */
export function openConfig(source: string | SignalboxConfig, options: OpenConfigOptions = {}): OpenedConfig {
  const { env = process.env, catalog = ownCatalog, onAlarm, processMetrics, keepAlive, carriers = {} } = options
  const { config, warnings } = load(source, { catalog, env, nowMs: Date.now(), whenMissing: 'error' })
  checkCarriers(config, carriers, typeof source === 'string' ? source : 'config')
  const { tokens } = toGatewayTokens(config, env)
  const { allow, headers, onUnsupported, maxBodyBytes, keepAliveMs } = config.gateway ?? {}
  const stores = openStores(config)
  const { ledger } = stores
  const onEvent = (event: RouterEvent): void => {
    alarm.onEvent(event)
    options.onEvent?.(event)
  }
  const onShadow = (event: ShadowEvent): void => {
    if (event.type === 'shadow-end') metrics.observeEvidence(event.outcome.attempts, 'shadow')
    options.onShadow?.(event)
  }
  const policy = { ...toRouterOptions(config, catalog), ...stores, onEvent }
  const plain = createRouter(policy)
  const settings = toShadowSettings(config)
  const shadowed = settings && withShadow(plain, { ...settings, policy, onEvent: onShadow, keepAlive })
  const { shadow } = shadowed ?? {}
  const router = shadowed ?? plain
  const closing = new AbortController()
  const alarm = openAlarm(config, { ledger, policy: router.policy.name, onAlarm, signal: closing.signal })
  const metrics = openMetrics(config, { router, alarm, shadow, ledger, processMetrics })
  return {
    config,
    router,
    shadow,
    alarm,
    metrics,
    upstreams: toUpstreams(config, env).map(({ missing: _, carrier, ...upstream }) => ({
      ...upstream,
      carrier: carrier && carriers[carrier]?.({ constraints: config.constraints, catalog: policy.catalog }),
    })),
    gateway: {
      authorize: tokens.length === 0 ? undefined : createTokenCheck(tokens),
      allow,
      headers,
      onUnsupported,
      maxBodyBytes,
      keepAliveMs,
    },
    ledger,
    warnings,
    close: async () => {
      closing.abort()
      await shadow?.drain(config.gateway?.drainMs ?? defaultDrainMs)
      stores.budgetStore?.close()
      await ledger?.close()
    },
  }
}

/** Data has no lines: its problems are told by their paths alone. */
function load(source: string | SignalboxConfig, options: Omit<CheckOptions, 'file'>): LoadedConfig {
  if (typeof source === 'string') return loadConfig({ ...options, file: source })
  const { config, issues } = checkConfig(JSON.stringify(source), { ...options, file: 'config' })
  const plain = issues.map((issue) => ({ ...issue, line: undefined, column: undefined }))
  if (config === undefined) throw new ConfigError(plain.filter(({ severity }) => severity === 'error'))
  return { config, warnings: plain }
}

/** A config that names a carrier nobody has brought along would send requests that its host does not understand. */
function checkCarriers(
  { upstreams }: SignalboxConfig,
  carriers: NonNullable<OpenConfigOptions['carriers']>,
  file: string,
): void {
  const issues = Object.entries(upstreams).flatMap(([name, { carrier }]) =>
    carrier === undefined || Object.hasOwn(carriers, carrier)
      ? []
      : [
          {
            severity: 'error' as const,
            file,
            line: undefined,
            column: undefined,
            message: `upstreams.${name}: the carrier "${carrier}" is not at hand. Install @signalbox/bridge and pass it to openConfig, as carriers: { ${carrier}: … }.`,
          },
        ],
  )
  if (issues.length > 0) throw new ConfigError(issues)
}

interface Stores {
  readonly ledger: ReturnType<typeof openSqliteLedger> | undefined
  readonly budgetStore: ReturnType<typeof openSqliteBudgetStore> | undefined
}

/** Budgets are kept in the ledger's file, so that they outlive the process; without one, in memory. */
function openStores({ ledger, budgets = [], shadow }: SignalboxConfig): Stores {
  if (ledger === undefined) return { ledger: undefined, budgetStore: undefined }
  const file = { file: ledger.sqlite, synchronous: ledger.synchronous }
  const hasBudgets = budgets.length > 0 || shadow !== undefined
  return { ledger: openSqliteLedger(file), budgetStore: hasBudgets ? openSqliteBudgetStore(file) : undefined }
}
