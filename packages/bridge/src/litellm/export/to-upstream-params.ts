import type { SignalboxConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { isSecretHeader } from '../../import/secret-names.ts'
import { looksLikeSecret } from '../../looks-like-secret.ts'
import type { NameUniquely } from '../unique-names.ts'
import { toEnvironmentReference } from './to-environment-reference.ts'

type Upstream = SignalboxConfig['upstreams'][string]

/** How the deployments of an upstream are called. */
export interface UpstreamParams {
  /** Stands before the model's name. */
  readonly provider: string
  readonly params: Readonly<Record<string, unknown>>
}

const byDialect: Readonly<Record<Upstream['dialect'], string>> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai/responses',
  'anthropic-messages': 'anthropic',
}
const byCarrier = { openrouter: 'openrouter', litellm: 'litellm_proxy' } as const

/** Address, key and headers of an upstream, and what is said of its settings. */
export function toUpstreamParams(
  name: string,
  upstream: Upstream,
  nameVariable: NameUniquely,
  say: SettingsAccount['say'],
): UpstreamParams {
  const at = (...keys: string[]): readonly string[] => ['upstreams', name, ...keys]
  const refer = (text: string, isSecret: boolean, ...keys: string[]): string => {
    const { value, note } = toEnvironmentReference(text, [name, ...keys].join('_'), nameVariable, isSecret)
    say(at(...keys), note === undefined ? 'carried' : 'different', note)
    return value
  }
  say(at('dialect'), 'carried')
  say(at('carrier'), 'carried')
  say(at('body'), 'carried')
  if (upstream.fallsBack === true)
    say(
      at('fallsBack'),
      'not-carried',
      'LiteLLM sends each deployment a call of its own; the fall-back inside the carrier is lost.',
    )
  const azure = toAzure(upstream)
  const { baseUrl, apiKey, headers = {} } = azure ?? upstream
  const hasKey = apiKey !== undefined && apiKey !== ''
  const extra = Object.entries(headers).map(([header, text]) => {
    const isSecret = isSecretHeader(header) || looksLikeSecret(text)
    return [header, refer(text, isSecret, 'headers', header)] as const
  })
  return {
    provider: azure ? 'azure' : upstream.carrier ? byCarrier[upstream.carrier] : byDialect[upstream.dialect],
    params: {
      api_base: refer(baseUrl, holdsCredentials(baseUrl), 'baseUrl'),
      // Without one LiteLLM would look for the provider's usual variable, and refuse to call where there is none.
      api_key: hasKey ? refer(apiKey, true, ...(azure ? ['headers', 'api-key'] : ['apiKey'])) : 'none',
      ...(extra.length > 0 && { extra_headers: Object.fromEntries(extra) }),
    },
  }
}

/** A name, a password, a query or a fragment, or something that looks like a key on its path. */
function holdsCredentials(address: string): boolean {
  return /^\w+:\/\/[^/]*@|[?#]/.test(address) || looksLikeSecret(address)
}

/** Azure by its own name: LiteLLM puts path and key header of the v1 API together itself. */
function toAzure({ baseUrl, headers = {} }: Upstream): Pick<Upstream, 'baseUrl' | 'apiKey' | 'headers'> | undefined {
  const resource = baseUrl.match(/^(https:\/\/[^/]+\.azure\.com)\/openai\/v1\/?$/)?.[1]
  const { 'api-key': apiKey, ...rest } = headers
  return resource === undefined || apiKey === undefined ? undefined : { baseUrl: resource, apiKey, headers: rest }
}
