import type { SignalboxConfig } from '@signalbox/config'
import { isRoutedMode } from '../model-defaults.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { knownProviders, proxyOnlyProviders, type KnownProvider } from './provider-table.ts'
import { toBody } from './to-body.ts'
import { toModel } from './to-model.ts'
import { toUpstream, type UpstreamConfig } from './to-upstream.ts'
import { toText } from '../../import/value-at.ts'
import { createUniqueNames } from '../unique-names.ts'

type TargetConfig = SignalboxConfig['targets'][number]

/** A deployment that can be called, as a target. */
export interface DeployedTarget {
  readonly deployment: Deployment
  readonly target: TargetConfig
  /** USD per million tokens, three of input to one of output; undefined: not known. */
  readonly blendedPrice: number | undefined
}

/** Everything of a config that says where models are called. */
export interface DeployedTargets {
  readonly upstreams: SignalboxConfig['upstreams']
  readonly models: NonNullable<SignalboxConfig['models']>
  readonly deployed: readonly DeployedTarget[]
}

const proxyKey = 'LITELLM_API_KEY'

/**
 * Deployments as targets, their accounts as upstreams; of those that cannot be called it is said why.
 * @param taken names that no target may have
 */
export function toTargets(
  deployments: readonly Deployment[],
  taken: readonly string[],
  context: ImportContext,
): DeployedTargets {
  const upstreams = new Map<string, { readonly name: string; readonly upstream: UpstreamConfig }>()
  const models = new Map<string, NonNullable<SignalboxConfig['models']>[number]>()
  const nameUpstream = createUniqueNames(new Set())
  const nameTarget = createUniqueNames(
    new Set([...taken, ...deployments.flatMap(({ group, id }) => [group, id ?? group])]),
  )
  for (const { model, params } of deployments) {
    const { keyVariable } = knownOf(model.provider) ?? {}
    if (keyVariable !== undefined && toText(params['api_key']) === undefined) context.environment.reserve(keyVariable)
  }
  if (context.proxyUrl !== undefined) context.environment.reserve(proxyKey)
  const throughProxy = new Set<string>()
  const deployed = deployments.flatMap((deployment): DeployedTarget[] => {
    const way = toWay(deployment, context)
    if (way === undefined) return []
    const { known, provider, as, upstream } = way
    // The proxy balances a group by itself: one target stands for all of its deployments there.
    const twice = `${deployment.group}\n${as}`
    if (way.isThroughProxy && throughProxy.has(twice)) return []
    if (way.isThroughProxy) throughProxy.add(twice)
    const key = JSON.stringify(upstream)
    const named = upstreams.get(key) ?? { name: nameUpstream(provider), upstream }
    upstreams.set(key, named)
    const model = toModel(deployment, known, context)
    const declared = model.own === undefined ? undefined : (models.get(model.id) ?? model.own)
    if (declared !== undefined) models.set(model.id, declared)
    const body = way.isThroughProxy ? {} : toBody(deployment, known, context)
    const pays = known.pays ?? provider
    const region = toText(deployment.params['region_name'])
    const target: TargetConfig = {
      id: nameTarget(`${deployment.group}/${provider}`),
      model: model.id,
      ...(model.id.startsWith(`${pays}/`) ? {} : { provider: pays }),
      upstream: named.name,
      as,
      ...(Object.keys(body).length === 0 ? {} : { body }),
      ...(region === undefined ? {} : { region }),
      ...model.limits,
      ...model.offers,
      ...(model.own === undefined || declared === undefined ? {} : limitsBeside(declared, model.own)),
      ...(model.prices === undefined ? {} : { prices: model.prices }),
      ...(model.assumedPrice === undefined ? {} : { assumedPrice: model.assumedPrice }),
    }
    return [{ deployment, target, blendedPrice: model.blendedPrice }]
  })
  return {
    upstreams: Object.fromEntries([...upstreams.values()].map(({ name, upstream }) => [name, upstream])),
    models: [...models.values()],
    deployed,
  }
}

/** What a deployment says of a model that another has declared already. */
function limitsBeside(
  declared: NonNullable<SignalboxConfig['models']>[number],
  own: NonNullable<SignalboxConfig['models']>[number],
): Pick<TargetConfig, 'contextTokens' | 'maxOutputTokens'> {
  const { contextTokens, maxOutputTokens } = own
  return {
    ...(contextTokens === declared.contextTokens ? {} : { contextTokens }),
    ...(maxOutputTokens === undefined || maxOutputTokens === declared.maxOutputTokens ? {} : { maxOutputTokens }),
  }
}

function knownOf(provider: string | undefined): KnownProvider | undefined {
  return provider !== undefined && Object.hasOwn(knownProviders, provider) ? knownProviders[provider] : undefined
}

interface Way {
  readonly known: KnownProvider
  readonly provider: string
  readonly as: string
  readonly upstream: UpstreamConfig
  readonly isThroughProxy: boolean
}

/** Directly where we speak the provider's wire, else through the proxy where there is one. */
function toWay(deployment: Deployment, context: ImportContext): Way | undefined {
  const { path, model, group, info, params } = deployment
  const { account, hint, proxyUrl } = context
  const refuse = (note: string): undefined => account.say(path, 'not-carried', note) as undefined
  if (context.environment.toFlag(info['blocked']) === true) return refuse('It is blocked in LiteLLM.')
  if (!isRoutedMode(info['mode']) || /^(dall-e|whisper|tts-)/.test(model.name))
    return refuse('Only chat, completion, responses and embedding models are routed.')
  if (group.includes('*') || model.name.includes('*'))
    return refuse('A wildcard names no model; name each model that clients send.')
  const { provider } = model
  if (provider === undefined && toText(params['api_base']) === undefined) {
    const known = [...Object.keys(knownProviders), ...proxyOnlyProviders]
    const head = model.name.split('/', 1)[0] ?? ''
    account.say(
      deployment.at('model'),
      'error',
      model.name.includes('/')
        ? `The provider "${head}" is not known.${hint(head, known)} Correct it, or say whose wire it speaks: openai/MODEL and litellm_params.api_base.`
        : `Its provider cannot be told from its name. Write provider/model.${hint(head, known)}`,
    )
    return undefined
  }
  if (model.name === '') {
    account.say(deployment.at('model'), 'error', 'It names a provider and no model. Write provider/model.')
    return undefined
  }
  const known = knownOf(provider ?? 'openai_like')
  if (known !== undefined) {
    const upstream = toUpstream(deployment, known, context)
    return upstream && { known, provider: provider ?? 'custom', as: model.name, upstream, isThroughProxy: false }
  }
  if (proxyUrl === undefined)
    return refuse(
      `Signalbox does not speak the wire of ${provider}; import with --through URL of a running LiteLLM proxy.`,
    )
  account.say(path, 'different', 'It is called through the LiteLLM proxy, which balances the group by itself.')
  return {
    known: { dialect: 'openai-chat', carrier: 'litellm', pays: provider },
    provider: 'litellm',
    as: deployment.id ?? group,
    upstream: { dialect: 'openai-chat', baseUrl: proxyUrl, apiKey: `\${${proxyKey}}`, carrier: 'litellm' },
    isThroughProxy: true,
  }
}
