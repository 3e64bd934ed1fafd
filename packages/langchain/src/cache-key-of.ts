import type { Candidate } from './candidates.ts'

/** Of one run alone, or the transport's. */
const leftOut =
  /^(callbacks|configurable|context|control|metadata|recursionLimit|runId|runName|signal|store|tags|timeout|maxConcurrency|maxRetries|options|configuration|clientOptions)$/

/** What may hold a key, at any depth. */
const secret = /(key|secret|password|passwd|token|headers?|authorization|credentials?)$/i

/**
 * What of a candidate makes its answers other ones: model, address, settings, what is bound to it. Never a key: a cache may be kept
 * by others.
 */
export function cacheKeyOf({ id, model, bound, provider }: Candidate): string {
  const { clientConfig, apiUrl, _defaultConfig } = model as {
    readonly clientConfig?: { readonly baseURL?: unknown }
    readonly apiUrl?: unknown
    /** Of a model that `initChatModel` makes later. */
    readonly _defaultConfig?: object
  }
  const address = clientConfig?.baseURL ?? apiUrl
  return JSON.stringify([
    id,
    provider,
    model.getName(),
    address,
    paramsOf(model),
    fieldsOf(_defaultConfig),
    fieldsOf(bound),
  ])
}

function paramsOf(model: Candidate['model']): unknown {
  const { model: name } = model as { readonly model?: unknown }
  try {
    return [name, fieldsOf(model.invocationParams({} as never) as object)]
  } catch {
    return [name]
  }
}

/** Each field for itself: one that cannot be written must not take the others with it. */
function fieldsOf(value: object = {}): readonly (readonly [string, string])[] {
  return Object.entries(value)
    .filter(([name]) => !leftOut.test(name) && !secret.test(name))
    .map(([name, one]) => [name, toText(one)] as const)
}

function toText(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (name, one: unknown) =>
        secret.test(name) ? undefined : typeof one === 'bigint' ? `${one}n` : one,
      ) ?? typeof value
    )
  } catch {
    return 'circular'
  }
}
