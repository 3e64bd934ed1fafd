import type { Candidate } from './candidates.ts'

/**
 * What of a candidate makes its answers other ones: model, address, settings, what is bound to it. Never a key: a cache may be kept
 * by others.
 */
export function cacheKeyOf({ id, model, bound, provider }: Candidate): string {
  const { clientConfig, apiUrl } = model as {
    readonly clientConfig?: { readonly baseURL?: unknown }
    readonly apiUrl?: unknown
  }
  return toText([id, provider, model.getName(), clientConfig?.baseURL ?? apiUrl, paramsOf(model), bound])
}

function paramsOf(model: Candidate['model']): unknown {
  try {
    return { model: (model as { readonly model?: unknown }).model, ...(model.invocationParams({} as never) as object) }
  } catch {
    return undefined
  }
}

function toText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}
