import { createModelList, createOpenrouterTargets } from '@signalbox/bridge/openrouter'
import { policy } from '../policy.ts'
import type { Way } from './way.ts'

/** Tiers of OpenRouter's models, the cheapest first. */
const models = {
  economy: ['deepseek/deepseek-v4-pro', 'z-ai/glm-5.2'],
  frontier: ['anthropic/claude-sonnet-4.6', 'openai/gpt-5.5'],
}

/** Both ways to use OpenRouter, at today's prices of its list. @throws Error when the list cannot be had */
export async function openrouterWays(env: Way['env']): Promise<readonly Way[]> {
  const baseUrl = env['OPENROUTER_URL']
  const list = await createModelList({ baseUrl, apiKey: env['OPENROUTER_API_KEY'] }).read()
  const toWay = (title: string, mode: 'one-model' | 'tier'): Way => {
    const { notes: _, ...targets } = createOpenrouterTargets({ models, mode, baseUrl, list })
    return { title, config: { ...targets, ...policy }, env }
  }
  return [
    toWay('OpenRouter carries, one model a call', 'one-model'),
    toWay('OpenRouter falls back, inside the tier', 'tier'),
  ]
}
