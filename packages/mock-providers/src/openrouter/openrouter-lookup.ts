import type { MockResult } from '../mock-result.ts'
import type { Account } from './openrouter-account.ts'
import { toOpenrouterErrorBody } from './openrouter-error.ts'
import { toGenerationData, type Generation } from './openrouter-generations.ts'
import type { ListedModel } from './openrouter-listing.ts'
import { toEndpointsEntry, toModelEntry } from './openrouter-pages.ts'

interface Books {
  readonly models: ReadonlyMap<string, ListedModel>
  readonly account: Account
  readonly generations: ReadonlyMap<string, Generation>
  readonly lookupsTooEarly: number
}

type LookUp = (url: URL, headers: Readonly<Record<string, string>>) => Response

type Response = Extract<MockResult, { kind: 'response' }>

/** What OpenRouter answers to a GET: models, endpoints of one, providers, a generation, credits, the key. */
export function createLookup({ models, account, generations, lookupsTooEarly }: Books): LookUp {
  const early = new Map<string, number>()

  const findGeneration = (id: string): Response => {
    const seen = early.get(id) ?? 0
    const generation = generations.get(id)
    if (generation === undefined || seen < lookupsTooEarly) {
      if (generation !== undefined) early.set(id, seen + 1)
      return notFound(`Generation ${id} not found`)
    }
    return json({ data: toGenerationData(generation) })
  }

  return (url, headers) => {
    const { pathname, searchParams } = url
    if (pathname === '/models') return listModels([...models.values()], searchParams, headers['if-none-match'])
    if (pathname === '/providers') return json({ data: toProviders([...models.values()]) })
    if (pathname === '/credits') return json({ data: account.credits() })
    if (pathname === '/key' || pathname === '/auth/key') return json({ data: account.key() })
    if (pathname === '/generation') return findGeneration(searchParams.get('id') ?? '')
    const [, section, author = '', slug = '', page] = pathname.split('/')
    const id = decodeURIComponent(`${author}/${slug}`)
    const model = models.get(id) ?? [...models.values()].find(({ canonicalSlug }) => canonicalSlug === id)
    if (section === 'models' && page === 'endpoints' && model !== undefined)
      return json({ data: toEndpointsEntry(model) })
    if (section === 'model' && page === undefined && model !== undefined) return json({ data: toModelEntry(model) })
    return notFound('Not Found')
  }
}

/** The whole list, or a page of it where the request says `limit` or `offset`. */
function listModels(models: readonly ListedModel[], query: URLSearchParams, known: string | undefined): Response {
  const parameters = query.get('supported_parameters')?.split(',') ?? []
  const all = models
    .map(toModelEntry)
    .filter((entry) => parameters.every((one) => (entry['supported_parameters'] as readonly string[]).includes(one)))
  const offset = Number(query.get('offset') ?? 0)
  const end = query.has('limit') ? offset + Number(query.get('limit')) : all.length
  const next = end < all.length ? `/api/v1/models?offset=${end}&limit=${end - offset}` : null
  const body = JSON.stringify({ data: all.slice(offset, end), total_count: all.length, links: { next } })
  const etag = `W/"${hash(body)}"`
  if (known === etag) return { kind: 'response', status: 304, headers: { etag }, body: '' }
  return { kind: 'response', status: 200, headers: { 'content-type': 'application/json', etag }, body }
}

function toProviders(models: readonly ListedModel[]): unknown {
  const names = new Map(models.flatMap(({ endpoints }) => endpoints.map(({ slug, provider }) => [slug, provider])))
  return [...names].map(([slug, name]) => ({ slug, name, privacy_policy_url: null }))
}

function json(value: unknown): Response {
  return {
    kind: 'response',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  }
}

function notFound(message: string): Response {
  return { ...json(toOpenrouterErrorBody({ status: 404, message })), status: 404 }
}

/** FNV-1a: the same list, the same tag. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return (value >>> 0).toString(16)
}
