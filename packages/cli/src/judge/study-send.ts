import { catalog } from '@signalbox/catalog'
import { toUpstreams, type SignalboxConfig } from '@signalbox/config'
import { RouteError } from '@signalbox/core'
import { carriesPools, createUpstreamCall, httpDialect, type Upstream } from '@signalbox/http'
import { undiciTransport } from '@signalbox/http/node'
import type { StudySend } from '@signalbox/quality'
import { carrierMakers } from '../serve/carrier-makers.ts'
import { UsageError } from '../usage-error.ts'

/** Sends a study's requests as the gateway would, to the upstreams of the config. @throws UsageError for a variable that is not set */
export function createStudySend(
  config: SignalboxConfig,
  { env, upstreamsUsed }: { readonly env: NodeJS.ProcessEnv; readonly upstreamsUsed: ReadonlySet<string> },
): StudySend {
  const resolved = toUpstreams(config, env).filter(({ name }) => upstreamsUsed.has(name))
  const missing = [...new Set(resolved.flatMap((upstream) => upstream.missing))]
  if (missing.length > 0) throw new UsageError(`${missing.join(', ')}: not set. The study has to call what needs it.`)
  const upstreams = resolved.map(({ missing: _, carrier, ...upstream }): Upstream => ({
    ...upstream,
    carrier: carrier && carrierMakers[carrier]?.({ constraints: config.constraints, catalog }),
  }))
  const transport = undiciTransport()
  const carries = carriesPools(upstreams)
  return async (router, request) => {
    const call = createUpstreamCall({ upstreams, request, transport })
    try {
      return (await router.run(request, call, { dialect: httpDialect, carriesPools: carries })).outcome
    } catch (error) {
      if (RouteError.isInstance(error)) return error.outcome
      throw error
    }
  }
}
