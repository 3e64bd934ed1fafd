import { catalog as ownCatalog } from '@signalbox/catalog'
import { createFileModelCache } from '@signalbox/bridge/node'
import { createModelList, toOpenrouterCatalog, type ModelList } from '@signalbox/bridge/openrouter'
import { cacheFile } from '../cache-file.ts'
import type { Output } from '../console-output.ts'
import { formatAge } from '../format-age.ts'
import { keyFromEnv } from '../key-from-env.ts'
import { toBaseUrl } from '../to-base-url.ts'
import { UsageError } from '../usage-error.ts'
import { toModelJson, toModelRow, toModelTable } from './model-row.ts'

export interface OpenrouterModelsOptions {
  readonly atMs: number
  readonly vendor?: string | undefined
  readonly baseUrl?: string | undefined
  readonly refresh?: boolean | undefined
  readonly keyEnv?: string | undefined
}

/** `kept`: it is young enough. `unchanged`: its ETag still holds. `stale`: a newer one could not be had. */
type ListState = 'kept' | 'unchanged' | 'new' | 'stale'

/** OpenRouter's models in the catalogue, at its prices; the list is kept in a file between calls. @throws UsageError when there is no list to be had */
export async function openrouterModels(options: OpenrouterModelsOptions, output: Output): Promise<number> {
  const { atMs, vendor } = options
  const file = cacheFile('openrouter-models.json')
  const { list, state } = await readList(options, file)
  const { catalog, unpriced } = toOpenrouterCatalog(list)
  const rows = catalog.models
    // A card that is not the catalogue's own has something of OpenRouter's.
    .filter((card) => ownCatalog.find(card.id) !== card && (vendor === undefined || card.vendor === vendor))
    .map((card) => toModelRow(card, atMs, 'openrouter'))
  const at = new Date(atMs).toISOString()
  const { source, etag, isStale, warning, leftOut } = list
  const ageMs = Math.max(0, Date.now() - list.fetchedAtMs)
  if (warning !== undefined) output.log(warning)
  output.result(
    {
      at,
      catalog: ownCatalog.version,
      list: {
        source,
        state,
        fetchedAt: new Date(list.fetchedAtMs).toISOString(),
        ageSeconds: Math.floor(ageMs / 1_000),
        etag,
        isStale,
        warning,
        file,
        leftOut,
      },
      unpriced,
      models: rows.map(toModelJson),
    },
    () =>
      [
        `${toModelTable(rows, output.columns)}\n`,
        `${rows.length} models at ${at}, $ per million tokens, ${unpriced.length} in all without a price; the rest of their facts from ${ownCatalog.version}.`,
        `${source}, ${saidOf[state]}: ${formatAge(ageMs)} old, ETag ${etag ?? 'none'}. Sources of every fact: --json.\n`,
      ].join('\n'),
  )
  return 0
}

const saidOf: Readonly<Record<ListState, string>> = {
  kept: 'as it was kept (--refresh asks anew)',
  unchanged: 'unchanged',
  new: 'read anew',
  stale: 'STALE',
}

async function readList(
  { baseUrl, refresh, keyEnv }: OpenrouterModelsOptions,
  file: string,
): Promise<{ readonly list: ModelList; readonly state: ListState }> {
  let state: ListState = 'kept'
  const reader = createModelList({
    baseUrl: baseUrl && toBaseUrl('--base-url', baseUrl),
    apiKey: keyFromEnv(keyEnv, 'OPENROUTER_API_KEY'),
    cache: createFileModelCache(file),
    // No list is younger than this.
    maxAgeMs: refresh === true ? -1 : undefined,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      state = response.status === 304 ? 'unchanged' : 'new'
      return response
    },
  })
  try {
    const list = await reader.read()
    return { list, state: list.isStale ? 'stale' : state }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
