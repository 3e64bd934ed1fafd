import type { SignalboxConfig } from '@signalbox/config'
import { toRouterOptions } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'
import { createSettingsAccount } from '../../import/settings-account.ts'
import type { SettingReport } from '../../import/setting-report.ts'
import { listSettings } from './list-settings.ts'
import type { LitellmDeployment } from './litellm-config.ts'
import type { ModelGroup } from './model-group.ts'
import { sayFacts } from './say-facts.ts'
import { toDeployment, type PlainDeployment } from './to-deployment.ts'
import { createVariableNames } from './to-environment-reference.ts'
import { toFallbackLists } from './to-fallback-lists.ts'
import { toGeneralSettings } from './to-general-settings.ts'
import { toLitellmBody } from './to-litellm-body.ts'
import { toLitellmSettings } from './to-litellm-settings.ts'
import { toLitellmYaml } from './to-litellm-yaml.ts'
import { toModelGroups } from './to-model-groups.ts'
import { toRouterSettings } from './to-router-settings.ts'
import { toUpstreamParams } from './to-upstream-params.ts'

export interface ExportOptions {
  readonly catalog: Catalog
  /** Moment whose prices are written, ms since the epoch. Default: now. */
  readonly nowMs?: number | undefined
}

/** A config for a LiteLLM proxy, and what has become of each setting. */
export interface ExportedLitellm {
  readonly yaml: string
  /** One line for each setting of the config, in its order. */
  readonly report: readonly SettingReport[]
}

/**
 * Writes a config.yaml that a LiteLLM proxy loads, and that serves the same requests by the same models as far as LiteLLM can say it:
 * tiers are model groups, targets their deployments. Whoever calls it has checked the config.
 */
export function exportLitellm(
  config: SignalboxConfig,
  { catalog, nowMs = Date.now() }: ExportOptions,
): ExportedLitellm {
  const account = createSettingsAccount()
  const { say } = account
  sayFacts(config, say)
  const options = toRouterOptions(config, catalog)
  const nameVariable = createVariableNames(config)
  const upstreams = new Map(
    Object.entries(config.upstreams).map(([name, upstream]) => [
      name,
      {
        ...toUpstreamParams(name, upstream, nameVariable, say),
        body: toLitellmBody(upstream.body, ['upstreams', name, 'body'], say),
      },
    ]),
  )
  const plain = new Map<string, PlainDeployment>()
  config.targets.forEach((own, index) => {
    const target = options.targets[index]
    const upstream = upstreams.get(own.upstream)
    if (target === undefined || upstream === undefined) return
    const declared = config.models?.find(({ id }) => id === own.model)
    const declaredContextTokens = own.contextTokens ?? declared?.contextTokens
    const card = options.catalog.find(own.model)
    const body = { ...upstream.body, ...toLitellmBody(own.body, ['targets', index, 'body'], say) }
    plain.set(own.id, toDeployment({ target, card, upstream, body, declaredContextTokens, nowMs }))
  })
  const targets = new Map(options.targets.map((target) => [target.id, target]))
  const windowOf = (id: string): number | undefined => {
    const target = targets.get(id)
    return target && (target.contextTokens ?? options.catalog.find(target.model)?.contextTokens)
  }
  const groups = toModelGroups(config, windowOf, say)
  const tiers = new Map(config.tiers.map((tier) => [tier.name, tier.targets]))
  const lists = toFallbackLists(groups, (name) => tiers.get(name) ?? [name])
  const yaml = toLitellmYaml({
    model_list: toModelList([...groups.values()], plain),
    router_settings: toRouterSettings(config, [...groups.values()], lists, say),
    litellm_settings: toLitellmSettings(config, say),
    general_settings: toGeneralSettings(config, nameVariable, account),
  })
  const report = account
    .report(listSettings(config), () => ({ fate: 'not-carried', note: 'LiteLLM has no such setting.' }))
    .map(({ setting, fate, note }) => ({ setting, fate, note }))
  return { yaml, report }
}

function toModelList(
  groups: readonly ModelGroup[],
  plain: ReadonlyMap<string, PlainDeployment>,
): readonly LitellmDeployment[] {
  const taken = new Set<string>()
  return groups.flatMap(({ name, members, aliasOf }) =>
    (aliasOf === undefined ? members : []).flatMap(({ target, ...place }) => {
      const deployment = plain.get(target)
      if (deployment === undefined) return []
      // Ids are unique in a file: where a target stands in several groups, the first place has its name.
      const id = taken.has(target) ? `${target} in ${name}` : target
      taken.add(target)
      return [
        {
          model_name: name,
          litellm_params: { ...deployment.litellm_params, ...place },
          model_info: { id, ...deployment.model_info },
        },
      ]
    }),
  )
}
