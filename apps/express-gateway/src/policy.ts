import { catalog } from '@signalbox/catalog'
import {
  createMemoryLedger,
  createRouter,
  rules,
  type MemoryLedger,
  type Router,
  type RouterEvent,
  type Target,
  type Upstream,
} from '@signalbox/express'

export type Environment = Readonly<Record<string, string | undefined>>

/** A target with its tier, and where it is called unless the environment says otherwise. */
interface Place {
  readonly target: Target & { readonly upstream: string }
  readonly tier: 'economy' | 'frontier'
  readonly dialect: Upstream['dialect']
  readonly baseUrl: string
  /** `NAME_API_KEY` and `NAME_BASE_URL` are its variables. */
  readonly variable: string
}

const places: readonly Place[] = [
  {
    target: { id: 'deepseek/v4-pro', model: 'deepseek/deepseek-v4-pro', upstream: 'deepseek', as: 'deepseek-v4-pro' },
    tier: 'economy',
    dialect: 'openai-chat',
    baseUrl: 'https://api.deepseek.com/v1',
    variable: 'DEEPSEEK',
  },
  {
    target: { id: 'zai/glm-5.2', model: 'z-ai/glm-5.2', upstream: 'zai', as: 'glm-5.2' },
    tier: 'economy',
    dialect: 'openai-chat',
    baseUrl: 'https://api.z.ai/api/paas/v4',
    variable: 'ZAI',
  },
  {
    target: {
      id: 'anthropic/sonnet',
      model: 'anthropic/claude-sonnet-4.6',
      upstream: 'anthropic',
      as: 'claude-sonnet-4-6',
    },
    tier: 'frontier',
    dialect: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    variable: 'ANTHROPIC',
  },
  {
    target: { id: 'openai/gpt-5.5', model: 'openai/gpt-5.5', upstream: 'openai', as: 'gpt-5.5' },
    tier: 'frontier',
    dialect: 'openai-chat',
    baseUrl: 'https://api.openai.com/v1',
    variable: 'OPENAI',
  },
]

export interface Policy {
  readonly router: Router
  readonly upstreams: readonly Upstream[]
  readonly ledger: MemoryLedger
}

/** The policy over the providers there are keys for. @throws Error when there is none */
export function createPolicy(env: Environment, onEvent?: (event: RouterEvent) => void): Policy {
  const own = places.filter(({ variable }) => env[`${variable}_API_KEY`])
  if (own.length === 0) {
    const names = places.map(({ variable }) => `${variable}_API_KEY`).join(', ')
    throw new Error(`There is no key. Set one of ${names} in .env, or add --offline.`)
  }
  const tiers = (['economy', 'frontier'] as const)
    .map((name) => ({ name, targets: own.filter(({ tier }) => tier === name).map(({ target }) => target.id) }))
    .filter(({ targets }) => targets.length > 0)
  const [cheapest, best] = [tiers[0]?.name ?? 'economy', tiers.at(-1)?.name ?? 'frontier']
  const ledger = createMemoryLedger()
  const router = createRouter({
    name: 'help-desk',
    catalog,
    targets: own.map(({ target }) => target),
    tiers,
    // Most of what a desk asks for is plain work; sums, code, judgement and what nobody can name go up.
    strategy: rules(
      [
        {
          when: {
            task: ['summarize', 'classify', 'extract', 'format', 'translate', 'rewrite', 'qa', 'chat', 'writing'],
          },
          use: cheapest,
        },
        { when: { task: ['code', 'math', 'reasoning', 'agent'] }, use: best },
      ],
      { otherwise: best },
    ),
    constraints: { maxCostUsd: 0.25 },
    baseline: 'anthropic/claude-sonnet-4.6',
    ledger,
    onEvent,
  })
  const upstreams = own.map(({ target, dialect, baseUrl, variable }) => ({
    name: target.upstream,
    dialect,
    baseUrl: env[`${variable}_BASE_URL`] ?? baseUrl,
    apiKey: env[`${variable}_API_KEY`],
  }))
  return { router, upstreams, ledger }
}
