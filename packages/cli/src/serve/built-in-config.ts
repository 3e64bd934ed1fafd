import { parseConfig, toUpstreams, type SignalboxConfig } from '@signalbox/config'
import { configTemplate } from '../config-template.ts'
import { UsageError } from '../usage-error.ts'

export interface BuiltInConfig {
  readonly config: SignalboxConfig
  /** Environment variables that are not set: the targets that need them are left out. */
  readonly missing: readonly string[]
}

/**
 * What `init` would write, as far as its keys are set; with OpenRouter's alone, all of it through OpenRouter. With keys of one tier
 * only, that tier takes everything. @throws UsageError without any key
 */
export function builtInConfig(env: Readonly<Record<string, string | undefined>>): BuiltInConfig {
  const direct = parseTemplate(false)
  const hasDirect = toUpstreams(direct, env).some(({ missing }) => missing.length === 0)
  return hasDirect || !env['OPENROUTER_API_KEY']
    ? withKeysAtHand(direct, env)
    : { config: parseTemplate(true), missing: [] }
}

function parseTemplate(isOpenrouter: boolean): SignalboxConfig {
  const { config } = parseConfig(configTemplate(isOpenrouter), 'built in')
  if (config === undefined) throw new Error('The built-in config does not hold.')
  return config
}

function withKeysAtHand(config: SignalboxConfig, env: Readonly<Record<string, string | undefined>>): BuiltInConfig {
  const resolved = toUpstreams(config, env)
  const missing = resolved.flatMap((upstream) => upstream.missing)
  const hasKey = new Set(resolved.filter((upstream) => upstream.missing.length === 0).map(({ name }) => name))
  const targets = config.targets.filter(({ upstream }) => hasKey.has(upstream))
  const ids = new Set(targets.map(({ id }) => id))
  const tiers = config.tiers
    .map((tier) => ({ ...tier, targets: tier.targets.filter((id) => ids.has(id)) }))
    .filter((tier) => tier.targets.length > 0)
  const [first] = tiers
  if (first === undefined)
    throw new UsageError(
      `There is no config, and no key for the built-in policy. Set one of ${[...missing, 'OPENROUTER_API_KEY'].join(', ')}, or run signalbox init and correct what it writes.`,
    )
  const isWhole = tiers.length === config.tiers.length
  return {
    config: {
      ...config,
      upstreams: Object.fromEntries(Object.entries(config.upstreams).filter(([name]) => hasKey.has(name))),
      targets,
      tiers,
      strategy: isWhole ? config.strategy : { tier: first.name },
      aliases: isWhole ? config.aliases : undefined,
    },
    missing,
  }
}
