import { toUpstreams, type SignalboxConfig } from '@signalbox/config'
import type { Finding } from './finding.ts'
import { probeLitellm } from './probe-litellm.ts'
import { probeOpenrouter } from './probe-openrouter.ts'

/** Asks the carriers of a config how they are, each at its own address with its own key. Costs nothing: no model is called. */
export async function probeCarriers(
  config: SignalboxConfig | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  // What has no key is told of as such.
  const carried = (config === undefined ? [] : toUpstreams(config, env)).filter(
    ({ carrier, missing }) => carrier !== undefined && missing.length === 0,
  )
  if (config === undefined || carried.length === 0)
    return [{ what: 'online', ok: true, detail: 'no upstream with a carrier and its key: nothing was asked' }]
  const found = await Promise.all(
    carried.map(async (upstream) => {
      if (upstream.carrier === 'openrouter') return [await probeOpenrouter(upstream)]
      return probeLitellm(
        upstream,
        config.targets.filter((target) => target.upstream === upstream.name),
      )
    }),
  )
  return found.flat()
}
