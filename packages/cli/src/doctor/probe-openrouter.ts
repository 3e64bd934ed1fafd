import { readKey, type OpenrouterKey } from '@signalbox/bridge/openrouter'
import type { ResolvedUpstream } from '@signalbox/config'
import { formatUsd } from '../format-money.ts'
import { openrouterApi } from '../openrouter-api.ts'
import type { Finding } from './finding.ts'
import { placeOf } from './place-of.ts'

/** What OpenRouter says of the key of an upstream: whether it can pay for a call, and what is left of it. */
export async function probeOpenrouter({ name, baseUrl, apiKey }: ResolvedUpstream): Promise<Finding> {
  const what = `OpenRouter at ${name}`
  if (apiKey === undefined)
    return { what, ok: false, detail: `it wants a key: name one as upstreams.${name}.apiKey: \${OPENROUTER_API_KEY}` }
  const answer = await readKey({ baseUrl: openrouterApi(baseUrl), apiKey })
  if (answer.kind === 'failed') return { what, ok: false, detail: `${answer.message} ${placeOf(name)}` }
  const { key } = answer
  const problem = problemOf(key, Date.now())
  return { what, ok: problem === undefined, detail: [problem, ...toFacts(key)].filter(isSaid).join(', ') }
}

function problemOf(key: OpenrouterKey, nowMs: number): string | undefined {
  const { isManagementKey, expiresAt, limitRemainingUsd } = key
  if (isManagementKey === true) return 'it is a key to manage keys, and cannot be used for calls'
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) return 'it has expired: make another'
  if (limitRemainingUsd !== undefined && limitRemainingUsd <= 0)
    return 'its limit is used up: raise it, or wait for its reset'
  return undefined
}

function toFacts({ label, usageUsd, expiresAt, ...key }: OpenrouterKey): readonly (string | undefined)[] {
  const { limitUsd, limitRemainingUsd, limitReset, isFreeTier, freeRequests } = key
  return [
    label === undefined ? 'key' : `key ${label}`,
    limitUsd === undefined
      ? 'no limit of its own'
      : `${formatUsd(limitRemainingUsd)} left of ${formatUsd(limitUsd)}${limitReset === undefined ? '' : ` (${limitReset})`}`,
    usageUsd === undefined ? undefined : `${formatUsd(usageUsd)} used`,
    isFreeTier === true ? 'free tier: no credits were ever bought' : undefined,
    freeRequests && `${freeRequests.remaining} of ${freeRequests.limit} requests to free models left today`,
    expiresAt === undefined ? undefined : `until ${expiresAt}`,
  ]
}

function isSaid(fact: string | undefined): fact is string {
  return fact !== undefined
}
