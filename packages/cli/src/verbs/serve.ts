import { catalog } from '@signalbox/catalog'
import { formatIssue, toRouterOptions } from '@signalbox/config'
import { onlyThisMachine, openConfig } from '@signalbox/express'
import { createHttpGateway } from '@signalbox/http'
import { createNodeListener, undiciTransport } from '@signalbox/http/node'
import type { Output } from '../console-output.ts'
import { findConfigFile } from '../load-policy.ts'
import { createAlarmDesk, type AlarmDesk } from '../serve/alarm-desk.ts'
import { explainAlarm } from '../serve/explain-alarm.ts'
import { builtInConfig } from '../serve/built-in-config.ts'
import { carrierMakers } from '../serve/carrier-makers.ts'
import { createLog } from '../serve/create-log.ts'
import { toEventLine } from '../serve/event-log.ts'
import { createLateCostDesk, type LateCostDesk } from '../serve/late-cost-desk.ts'
import { listen } from '../serve/listen.ts'
import { toLateCostLine } from '../serve/late-cost-line.ts'
import { nextSignal } from '../serve/next-signal.ts'
import { toRequestLine } from '../serve/request-log.ts'
import { toShadowLine, toShadowSum } from '../serve/shadow-log.ts'
import { shutDown } from '../serve/shut-down.ts'
import { startLine, toUrl } from '../serve/start-line.ts'
import { toAddress } from '../serve/to-address.ts'

export interface ServeOptions {
  readonly config?: string | undefined
  readonly host?: string | undefined
  readonly port?: string | undefined
}

const defaultDrainMs = 30_000
/** For costs that are still being looked up when all else has ended. */
const lateCostsMs = 5_000

/** The gateway as a process, until SIGTERM or SIGINT: then it ends what is under way, stores the ledger and answers 0. */
export async function serve(options: ServeOptions, output: Output): Promise<number> {
  const log = createLog()
  const file = findConfigFile(options.config)
  const { config: source, missing } =
    file === undefined ? builtInConfig(process.env) : { config: file, missing: [] as readonly string[] }
  let lateCosts: LateCostDesk | undefined
  let alarms: AlarmDesk | undefined
  const opened = openConfig(source, {
    carriers: carrierMakers,
    onEvent: (event) => {
      if (event.type === 'outcome-end') lateCosts?.note(event.outcome)
      const line = toEventLine(event)
      if (line !== undefined) log.write(line)
    },
    onShadow: (event) => {
      if (event.type === 'shadow-end') lateCosts?.note(event.outcome)
      log.write(toShadowLine(event))
    },
    onAlarm: (change) => alarms?.note(change),
    processMetrics: true,
  })
  try {
    const { config, router, upstreams, metrics, alarm, ledger, shadow } = opened
    log.setLevel(config.gateway?.log ?? 'info')
    lateCosts = ledger && createLateCostDesk({ targets: router.targets, upstreams, write: ledger.writeLateCost })
    const { tiers, aliases, strategy } = toRouterOptions(config, catalog)
    const explained = { tiers, aliases, strategy: strategy.describe(), policy: router.policy.name }
    alarms = createAlarmDesk({
      read: alarm.read,
      explain: async (task) => ledger && explainAlarm(task, { ledger, ...explained }),
      write: log.write,
    })
    void alarm.resumed.then(alarms.resume)
    const hasToken = opened.gateway.authorize !== undefined
    const address = toAddress(options, { gateway: config.gateway, hasToken })
    const gateway = createHttpGateway({
      ...opened.gateway,
      authorize: opened.gateway.authorize ?? onlyThisMachine,
      router,
      upstreams,
      transport: undiciTransport(),
      metrics,
      log: (entry) => log.write(toRequestLine(entry)),
    })
    const told = nextSignal()
    const { server, port } = await listen(createNodeListener(gateway), address.host, address.port)
    for (const issue of opened.warnings) log.write({ level: 'warn', message: formatIssue(issue), fields: {} })
    for (const variable of missing)
      log.write({ level: 'warn', message: `${variable} is not set: targets that need it are left out`, fields: {} })
    const url = toUrl(address.host, port)
    output.result(
      {
        url,
        host: address.host,
        port,
        token: hasToken,
        config: file ?? 'built in',
        policy: { name: router.policy.name, version: router.policy.version },
        ledger: ledger === undefined ? undefined : config.ledger?.sqlite,
        missing,
      },
      () => `${startLine({ url, host: address.host, hasToken })}\n`,
    )
    const signal = await told
    log.write({ level: 'info', message: 'shutting down', fields: { signal, inFlight: gateway.inFlight() } })
    const drainMs = config.gateway?.drainMs ?? defaultDrainMs
    await Promise.all([shutDown(server, gateway, drainMs), shadow?.drain(drainMs)])
    await alarms.idle()
    const sum = shadow && toShadowSum(shadow.study, shadow.counts())
    if (sum !== undefined) log.write(sum)
    const line = lateCosts && toLateCostLine(await lateCosts.close(lateCostsMs))
    if (line !== undefined) log.write(line)
    return 0
  } finally {
    await opened.close()
  }
}
