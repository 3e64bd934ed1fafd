import type { SignalboxConfig } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { SettingPath } from '../../import/setting-path.ts'
import { findModel } from '../find-model.ts'
import { toModelConfig } from '../to-model-config.ts'
import { effectOfVariant, parseModelName } from '../variant.ts'

type TargetConfig = SignalboxConfig['targets'][number]
type ModelConfig = NonNullable<SignalboxConfig['models']>[number]

/** A model that the body names, and where. */
export interface NamedModel {
  readonly name: string
  readonly path: SettingPath
}

export interface ImportedTargets {
  readonly targets: readonly TargetConfig[]
  readonly models: readonly ModelConfig[]
}

/** Models of OpenRouter's that choose a model themselves. */
const routers = /^(openrouter\/|~|switchpoint\/router)/

/** Each model as a target; those that would route a second time are left out, and it is said so. */
export function toOpenrouterTargets(
  named: readonly NamedModel[],
  keepsNothing: boolean,
  catalog: Catalog,
  account: SettingsAccount,
): ImportedTargets {
  const targets = new Map<string, TargetConfig>()
  const models = new Map<string, ModelConfig>()
  for (const { name, path } of named) {
    if (targets.has(name)) continue
    if (routers.test(name) || name.startsWith('@preset/')) {
      account.say(
        path,
        'not-carried',
        `"${name}" chooses a model itself: two routers would decide. Name the models, and let a strategy of Signalbox choose.`,
      )
      continue
    }
    if (!/^[^/\s]+\/[^/\s]+$/.test(name)) {
      account.say(path, 'error', 'A model of OpenRouter is called vendor/model. Correct it.')
      continue
    }
    const notes = notesOf(name)
    const found = find(name, catalog)
    if (found === undefined) {
      const { model } = parseModelName(name)
      models.set(model, toAssumed(model))
      notes.push(
        `The catalogue does not have it: it is declared as ${model}, with an assumed context of 128,000 tokens.`,
      )
    } else if (catalog.find(found.card.id) === undefined) models.set(found.card.id, toModelConfig(found.card))
    if (notes.length > 0) account.say(path, 'different', notes.join(' '))
    targets.set(name, {
      id: `openrouter/${name}`,
      model: found?.card.id ?? parseModelName(name).model,
      provider: 'openrouter',
      upstream: 'openrouter',
      as: found?.wireName ?? name,
      ...(keepsNothing ? { retentionDays: 0 } : {}),
      ...(name.endsWith(':free') ? { prices: { input: 0, output: 0 } } : {}),
    })
  }
  return { targets: [...targets.values()], models: [...models.values()] }
}

function find(name: string, catalog: Catalog): ReturnType<typeof findModel> | undefined {
  try {
    return findModel(name, catalog, undefined)
  } catch {
    return undefined
  }
}

/** What nothing is known of is passed on, as OpenRouter does. */
function toAssumed(id: string): ModelConfig {
  return {
    id,
    contextTokens: 128_000,
    tools: true,
    jsonSchema: true,
    logprobs: true,
    inputModalities: ['text', 'image', 'file'],
  }
}

function notesOf(name: string): string[] {
  return parseModelName(name).variants.flatMap((variant) => {
    const effect = effectOfVariant(variant)
    if (effect === undefined) return [`":${variant}" is not a variant that is known; it is sent on.`]
    if (effect.kind === 'routing') return [`":${variant}" is sent on: OpenRouter chooses the host by it.`]
    if (effect.deprecatedFor !== undefined)
      return [`":${variant}" is sent on; use ${effect.deprecatedFor} in its place.`]
    return effect.price === 'free'
      ? ['It is free, and an account may ask free models only so often; a 429 is left for the next.']
      : [`":${variant}" is sent on.`]
  })
}
