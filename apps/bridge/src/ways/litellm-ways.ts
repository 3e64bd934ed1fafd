import { readModelGroups, toLitellmTargets } from '@signalbox/bridge/litellm'
import { policy } from '../policy.ts'
import type { Way } from './way.ts'

/** A LiteLLM proxy's model groups as targets, at the prices it tells. @throws Error when it cannot be asked */
export async function litellmWays(env: Way['env']): Promise<readonly Way[]> {
  const { LITELLM_URL: baseUrl = '', LITELLM_API_KEY: apiKey } = env
  const { groups } = await readModelGroups({ baseUrl, apiKey })
  const { notes: _, ...targets } = toLitellmTargets(groups, { baseUrl })
  const tierOf = (name: string, byDefault: string): { name: string; targets: string[] } => ({
    name,
    targets: (env[`LITELLM_${name.toUpperCase()}`] ?? byDefault).split(',').map((group) => `litellm/${group.trim()}`),
  })
  const tiers = [tierOf('economy', 'deepseek-v4-pro,glm-5.2'), tierOf('frontier', 'claude-sonnet-4.6,gpt-5.5')]
  return [{ title: 'LiteLLM carries, one model group a call', config: { ...targets, tiers, ...policy }, env }]
}
