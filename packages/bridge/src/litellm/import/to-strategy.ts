import type { SignalboxConfig, StrategyConfig } from '@signalbox/config'
import type { FallbackList } from './fallback-lists.ts'
import type { ImportContext } from './import-context.ts'
import type { ModelGroup } from './model-group.ts'
import { toShares } from './to-shares.ts'
import type { DeployedTarget } from './to-targets.ts'
import { toList, toMap, toText, type SettingMap } from '../../import/value-at.ts'

type Rule = Extract<StrategyConfig, { rules: unknown }>['rules'][number]

export interface StrategyInput {
  readonly data: SettingMap
  readonly groups: readonly ModelGroup[]
  /** Alias -> group. */
  readonly aliases: ReadonlyMap<string, string>
  readonly general: FallbackList
  readonly contextWindow: FallbackList
  readonly contentPolicy: FallbackList
  /** Serves those who leave the choice to us. */
  readonly otherwise: string
}

/** A rule for each name that clients send: LiteLLM looks chains up by it, so an alias has none of its group. Nothing else stands in. */
export function toStrategy(input: StrategyInput, context: ImportContext): StrategyConfig {
  const { data, groups, aliases, otherwise } = input
  const router = toMap(data['router_settings'])
  const routing = readRouting(router, context)
  const filtersTags = context.environment.toFlag(router['enable_tag_filtering']) === true
  const rules = groups.flatMap((group): Rule[] => {
    const names = [group.name, ...[...aliases].filter(([, of]) => of === group.name).map(([alias]) => alias)]
    const tagged = filtersTags ? tagsOf(group) : []
    const defaults = group.members.filter(({ deployment }) => toList(deployment.params['tags']).includes('default'))
    const rulesOf = (name: string): readonly Rule[] => {
      const use = (members: readonly DeployedTarget[]): StrategyConfig =>
        toChain(group, name, members, routing, input, context)
      return [
        ...tagged
          .filter((tag) => tag !== 'default')
          .map((tag) => ({
            name: `${name}, tag ${tag}`,
            when: { model: name, tag: { tag } },
            use: use(group.members.filter(({ deployment }) => toList(deployment.params['tags']).includes(tag))),
          })),
        { name, when: { model: name }, use: use(tagged.length > 0 && defaults.length > 0 ? defaults : group.members) },
      ]
    }
    return names.flatMap(rulesOf)
  })
  if (!filtersTags)
    for (const { deployment } of groups.flatMap(({ members }) => members))
      if (deployment.params['tags'] !== undefined)
        context.account.say(
          deployment.at('tags'),
          'not-carried',
          'LiteLLM looks at tags only with router_settings.enable_tag_filtering.',
        )
  return { rules, otherwise }
}

function tagsOf({ members }: ModelGroup): readonly string[] {
  return [...new Set(members.flatMap(({ deployment }) => toList(deployment.params['tags']).map(String)))]
}

type Routing = 'weighted' | 'fastest' | 'cheapest'

const strategies: Readonly<Record<string, readonly [routing: Routing, note?: string]>> = {
  'simple-shuffle': ['weighted'],
  'latency-based-routing': [
    'fastest',
    'The lowest median to the first content is first; LiteLLM takes time per token.',
  ],
  'cost-based-routing': ['cheapest'],
  'least-busy': ['weighted', 'Requests in flight are not counted; targets are drawn by weight, rpm or tpm.'],
  'usage-based-routing': ['weighted', 'Tokens used are not counted; targets are drawn by weight, rpm or tpm.'],
  'usage-based-routing-v2': ['weighted', 'Tokens used are not counted; targets are drawn by weight, rpm or tpm.'],
  lar1: ['weighted', 'Targets are drawn by weight, rpm or tpm.'],
}

function readRouting(router: SettingMap, { account, hint }: ImportContext): Routing {
  const name = toText(router['routing_strategy']) ?? 'simple-shuffle'
  const known = Object.hasOwn(strategies, name) ? strategies[name] : undefined
  const path = ['router_settings', 'routing_strategy']
  if (known === undefined) {
    const names = Object.keys(strategies)
    account.say(path, 'error', `There is no such strategy.${hint(name, names)} Name one of ${names.join(', ')}.`)
    return 'weighted'
  }
  if (known[1] !== undefined) account.say(path, 'different', known[1])
  return known[0]
}

function toChain(
  group: ModelGroup,
  name: string,
  members: readonly DeployedTarget[],
  routing: Routing,
  { general, contextWindow, contentPolicy }: StrategyInput,
  context: ImportContext,
): StrategyConfig {
  const orderOf = ({ deployment }: DeployedTarget): number =>
    context.environment.toNumber(deployment.params['order']) ?? Infinity
  const least = Math.min(...members.map(orderOf))
  const level = members.filter((member) => orderOf(member) === least)
  const shares = toShares(level, context)
  const drawn = level.filter(({ target }) => (shares.get(target.id) ?? 0) > 0)
  const behind = [
    ...level.filter((member) => !drawn.includes(member)),
    ...members
      .filter((member) => orderOf(member) !== least)
      .toSorted((a, b) => (orderOf(a) === orderOf(b) ? 0 : orderOf(a) - orderOf(b))),
  ].map(({ target }) => target.id)
  const next = [...behind, ...general.after(name)]
  // A prompt that is too long, or refused, goes to no lower order; without a list of its own it follows the general one, whatever the window.
  const tooLong = (contextWindow.isSet ? contextWindow : general).after(name)
  const refused = (contentPolicy.isSet ? contentPolicy : general).after(name)
  return {
    fallbacks: {
      first: toFirst(group, drawn, shares, routing),
      ...(next.length === 0 ? {} : { next }),
      ...(next.length === 0 && tooLong.length === 0 ? {} : { contextLength: [...tooLong] }),
      ...(refused.length === 0 ? {} : { contentPolicy: [...refused] }),
    },
  }
}

function toFirst(
  group: ModelGroup,
  drawn: readonly DeployedTarget[],
  shares: ReadonlyMap<string, number>,
  routing: Routing,
): string | StrategyConfig {
  const isWhole = drawn.length === group.members.length
  const [only] = drawn
  if (drawn.length === 1 && only !== undefined) return isWhole ? group.name : only.target.id
  if (routing !== 'weighted' && isWhole)
    return routing === 'fastest' ? { fastest: { tiers: [group.name] } } : { cheapest: { tiers: [group.name] } }
  return {
    weighted: { weights: Object.fromEntries(drawn.map(({ target }) => [target.id, shares.get(target.id) ?? 1])) },
  }
}

/** Tiers of a config, in the order of their groups. */
export function toTiers(groups: readonly ModelGroup[]): SignalboxConfig['tiers'] {
  return groups.map(({ name, members }) => ({ name, targets: members.map(({ target }) => target.id) }))
}
