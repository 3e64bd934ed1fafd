import { createLitellmCarrier } from '@signalbox/bridge/litellm'
import { createOpenrouterCarrier } from '@signalbox/bridge/openrouter'
import {
  carriesPools,
  createUpstreamCall,
  httpDialect,
  openConfig,
  RouteError,
  type Outcome,
  type Router,
  type Upstream,
} from '@signalbox/express'
import { tenRequests, type NamedRequest } from './ten-requests.ts'
import type { Way } from './ways/way.ts'

/** A request, and what became of it. */
export interface Told {
  readonly name: string
  readonly outcome: Outcome
}

/** The ten requests one way, one after another. @throws ConfigError for a key that is not set, or a tier that names nobody */
export async function runRequests({ config, env }: Way): Promise<readonly Told[]> {
  const carriers = { openrouter: createOpenrouterCarrier, litellm: createLitellmCarrier }
  const { router, upstreams, close } = openConfig(config, { env, carriers })
  try {
    const told: Told[] = []
    for (const named of tenRequests) told.push({ name: named.name, outcome: await outcomeOf(named, router, upstreams) })
    return told
  } finally {
    await close()
  }
}

async function outcomeOf(
  { request, stream }: NamedRequest,
  router: Router,
  upstreams: readonly Upstream[],
): Promise<Outcome> {
  const call = createUpstreamCall({ upstreams, request, stream })
  try {
    const run = await router.open(request, call, { dialect: httpDialect, carriesPools: carriesPools(upstreams) })
    for await (const _part of run) void _part
    return await run.outcome
  } catch (error) {
    if (RouteError.isInstance(error)) return error.outcome
    throw error
  }
}
