import { systemClock } from '@signalbox/core'
import { z } from 'zod'
import { askOpenrouter, openrouterUrl, type OpenrouterAccess } from './ask-openrouter.ts'
import type { ModelListCache, SavedModelList } from './model-list-cache.ts'
import type { ModelList } from './model-list.ts'
import { parseModelList } from './parse-model-list.ts'

export interface ModelListOptions extends OpenrouterAccess {
  /** Keeps the list beyond this process: `createFileModelCache`. Default: it is kept in memory. */
  readonly cache?: ModelListCache | undefined
  /** A younger list is served without asking. Default 3,600,000. */
  readonly maxAgeMs?: number | undefined
}

export interface ModelListReader {
  /** The list. Calls at one time share one request. @throws Error when there has never been a list: says the address and the remedy */
  readonly read: () => Promise<ModelList>
}

/** After a failure the last good list is served this long before OpenRouter is asked again. */
const holdMs = 60_000

const answerSchema = z.object({
  data: z.unknown(),
  links: z.object({ next: z.string().nullish() }).nullish(),
})

const savedSchema = z.object({
  models: z.unknown(),
  source: z.string(),
  fetchedAtMs: z.number().min(0).max(8.64e15),
  etag: z.string().optional(),
  leftOut: z.record(z.string(), z.number()),
})

/** Reads `GET /models` and keeps it: by age, then by ETag, and as stale while OpenRouter cannot be asked. The key is optional. */
export function createModelList(options: ModelListOptions = {}): ModelListReader {
  const { cache, maxAgeMs = 3_600_000, clock = systemClock, baseUrl = openrouterUrl } = options
  const source = `${baseUrl.replace(/\/+$/, '')}/models`
  let kept: SavedModelList | undefined
  let isLoaded = cache === undefined
  let failed: { readonly atMs: number; readonly message: string } | undefined
  let reading: Promise<ModelList> | undefined

  const read = async (): Promise<ModelList> => {
    if (!isLoaded) kept = await load(cache, source)
    isLoaded = true
    const ageMs = clock.nowMs() - (kept?.fetchedAtMs ?? -Infinity)
    // An age below zero is a clock that was put back.
    if (kept !== undefined && ageMs >= 0 && ageMs <= maxAgeMs) return { ...kept, isStale: false }
    if (kept !== undefined && failed !== undefined && clock.monotonicMs() - failed.atMs < holdMs)
      return stale(kept, failed.message)
    const fresh = await renew(kept)
    if (typeof fresh === 'string') {
      failed = { atMs: clock.monotonicMs(), message: fresh }
      if (kept === undefined) throw new Error(`There is no list of OpenRouter's models: ${fresh}`)
      return stale(kept, fresh)
    }
    failed = undefined
    kept = fresh.list
    const warnings = [fresh.warning, await save(cache, kept)].filter((one) => one !== undefined)
    return { ...kept, isStale: false, warning: warnings.length === 0 ? undefined : warnings.join(' ') }
  }

  /** @returns the list, or in a sentence why there is none */
  const renew = async (
    old: SavedModelList | undefined,
  ): Promise<{ readonly list: SavedModelList; readonly warning?: string | undefined } | string> => {
    const answer = await askOpenrouter('/models', options, { etag: old?.etag })
    if (answer.kind === 'failed') return answer.message
    const fetchedAtMs = clock.nowMs()
    if (answer.kind === 'unchanged')
      return old === undefined ? `${source} answered 304 to a first request.` : { list: { ...old, fetchedAtMs } }
    const { data, links } = answerSchema.safeParse(answer.body).data ?? {}
    const parsed = parseModelList(data)
    if (parsed === undefined) return `${source} answered with no models. Check that the address is OpenRouter's.`
    return {
      list: { ...parsed, source, fetchedAtMs, etag: answer.etag },
      warning: links?.next == null ? undefined : `${source} has a second page, which is not read.`,
    }
  }

  return {
    read: () => {
      reading ??= read().finally(() => {
        reading = undefined
      })
      return reading
    },
  }
}

function stale(list: SavedModelList, warning: string): ModelList {
  const date = new Date(list.fetchedAtMs).toISOString()
  return { ...list, isStale: true, warning: `The list of OpenRouter's models is of ${date}: ${warning}` }
}

/** A list of another address is none. */
async function load(cache: ModelListCache | undefined, source: string): Promise<SavedModelList | undefined> {
  const { data } = savedSchema.safeParse(await tryLoad(cache))
  if (data === undefined || data.source !== source) return undefined
  const parsed = parseModelList(data.models)
  return parsed && { ...data, models: parsed.models }
}

async function tryLoad(cache: ModelListCache | undefined): Promise<unknown> {
  try {
    return await cache?.load()
  } catch {
    return undefined
  }
}

/** @returns what is wrong, in a sentence */
async function save(cache: ModelListCache | undefined, list: SavedModelList): Promise<string | undefined> {
  try {
    await cache?.save(list)
    return undefined
  } catch (error) {
    return `The list of models could not be kept: ${error instanceof Error ? error.message : String(error)}.`
  }
}
