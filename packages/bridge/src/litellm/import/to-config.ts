import type { SignalboxConfig, StrategyConfig } from '@signalbox/config'
import { expandWildcards } from './expand-wildcards.ts'
import { readFallbacks, type FallbackNames } from './fallback-lists.ts'
import type { ImportContext } from './import-context.ts'
import { toGroups, type ModelGroup } from './model-group.ts'
import { listAliases, readAliases } from './read-aliases.ts'
import { readDeployments } from './read-deployments.ts'
import { sayFlags } from './say-flags.ts'
import { toBudgets } from './to-budgets.ts'
import { toExecution } from './to-execution.ts'
import { toGateway } from './to-gateway.ts'
import { toStrategy, toTiers } from './to-strategy.ts'
import { toTargets, type DeployedTargets } from './to-targets.ts'
import { toMap, toText, type SettingMap } from '../../import/value-at.ts'

/** The parts put together; undefined where no model can be carried. */
export function toConfig(data: SettingMap, context: ImportContext): SignalboxConfig | undefined {
  sayFlags(data, context)
  const deployments = expandWildcards(readDeployments(data, context), data, context)
  const targets = toTargets(deployments, listAliases(data), context)
  const { upstreams, models, deployed } = targets
  const groups = toGroups(deployed)
  const known = new Set(deployments.map(({ group }) => group))
  const carried = new Set(groups.map(({ name }) => name))
  const aliases = readAliases(data, carried, known, context)
  const ids = new Map(
    deployed.flatMap(({ deployment, target }) =>
      deployment.id === undefined || known.has(deployment.id) || aliases.has(deployment.id)
        ? []
        : [[deployment.id, target.id] as const],
    ),
  )
  const names: FallbackNames = {
    carried: new Map([...ids, ...aliases, ...[...carried].map((name) => [name, name] as const)]),
    known,
    aliases: new Set(aliases.keys()),
  }
  const strategy = toStrategy(
    {
      data,
      groups,
      aliases,
      general: readFallbacks('fallbacks', data, names, context),
      contextWindow: readFallbacks('context_window_fallbacks', data, names, context),
      contentPolicy: readFallbacks('content_policy_fallbacks', data, names, context),
      otherwise: chooseOtherwise(data, groups, targets, names, context),
    },
    context,
  )
  if (groups.length === 0) return undefined
  const budgets = toBudgets(data, deployed, context)
  const baseline = toBaseline(groups)
  const storePrompts = context.environment.toFlag(toMap(data['general_settings'])['store_prompts_in_spend_logs'])
  return {
    upstreams,
    ...(models.length === 0 ? {} : { models: [...models] }),
    targets: deployed.map(({ target }) => target),
    tiers: toTiers(groups),
    strategy,
    aliases: toAliases(groups, aliases, ids),
    execution: toExecution(data, deployed, toLongestPlan(strategy, groups), context),
    ...(budgets.length === 0 ? {} : { budgets: [...budgets] }),
    ...(baseline === undefined ? {} : { baseline }),
    ledger: { sqlite: './signalbox.db', ...(storePrompts === undefined ? {} : { storePrompts }) },
    gateway: toGateway(data, deployed, context),
  }
}

/** Every name that a client may send leads to the rules, which look at the name itself; an id of a deployment names its target. */
function toAliases(
  groups: readonly ModelGroup[],
  aliases: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const names = [...groups.map(({ name }) => name), ...aliases.keys()].filter((name) => name !== 'auto')
  return Object.fromEntries([...names.map((name) => [name, 'auto']), ...ids])
}

/** `completion_model`, else the dearest group that answers with text: in doubt, up. */
function chooseOtherwise(
  data: SettingMap,
  groups: readonly ModelGroup[],
  { models }: DeployedTargets,
  names: FallbackNames,
  { account, catalog }: ImportContext,
): string {
  const path = ['general_settings', 'completion_model']
  const wanted = toText(toMap(data['general_settings'])['completion_model'])
  if (wanted !== undefined) {
    const found = names.carried.get(wanted)
    if (found !== undefined) return found
    account.say(
      path,
      names.known.has(wanted) ? 'not-carried' : 'error',
      `"${wanted}" is no model_name that is carried.`,
    )
  }
  const own = new Map(models.map((model) => [model.id, model]))
  const text = groups.filter(({ members }) =>
    members.some(({ target: { model } }) =>
      (own.get(model)?.outputModalities ?? catalog.find(model)?.outputModalities ?? ['text']).includes('text'),
    ),
  )
  const priced = text.filter(({ members }) => members.some(({ blendedPrice }) => blendedPrice !== undefined))
  return (priced.at(-1) ?? text.at(-1) ?? groups.at(-1))?.name ?? ''
}

/** The dearest model whose price is known. */
function toBaseline(groups: readonly ModelGroup[]): string | undefined {
  return groups
    .flatMap(({ members }) => members)
    .filter(({ blendedPrice }) => blendedPrice !== undefined)
    .toSorted((a, b) => (b.blendedPrice ?? 0) - (a.blendedPrice ?? 0))[0]?.target.model
}

/** The most targets that one rule may try. */
function toLongestPlan(strategy: StrategyConfig, groups: readonly ModelGroup[]): number {
  const sizes = new Map(groups.map(({ name, members }) => [name, members.length]))
  const size = (names: readonly string[] | undefined): number =>
    (names ?? []).reduce((sum, name) => sum + (sizes.get(name) ?? 1), 0)
  const sizeOfFirst = (first: string | StrategyConfig): number =>
    typeof first === 'string'
      ? size([first])
      : 'weighted' in first
        ? size(Object.keys(first.weighted.weights))
        : 'fastest' in first
          ? size(first.fastest.tiers)
          : 'cheapest' in first
            ? size(first.cheapest.tiers)
            : 1
  const rules = 'rules' in strategy ? strategy.rules : []
  return Math.max(
    1,
    ...rules.map(({ use }) => {
      if (typeof use === 'string' || !('fallbacks' in use)) return size([String(use)])
      const { first, next, contextLength, contentPolicy } = use.fallbacks
      return sizeOfFirst(first) + Math.max(size(next), size(contextLength), size(contentPolicy))
    }),
  )
}
