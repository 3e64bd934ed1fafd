import type { AnyLanguageModel } from './signalbox-options.ts'

export type UrlPatterns = Readonly<Record<string, readonly RegExp[]>>

/**
 * URLs every one of these models fetches by itself, by media type. What is not among them the host downloads, so that any of them
 * can be asked. Never rejects: a wrapping middleware reads it once and does not wait.
 */
export async function intersectUrls(models: readonly AnyLanguageModel[]): Promise<Record<string, RegExp[]>> {
  const [first, ...others] = await Promise.all(models.map(readUrls))
  if (first === undefined) return {}
  const shared: Record<string, RegExp[]> = {}
  for (const [mediaType, patterns] of Object.entries(first)) {
    const kept = patterns.filter((pattern) => others.every((other) => covers(other, mediaType, pattern)))
    if (kept.length > 0) shared[mediaType] = kept
  }
  return shared
}

/** Whether a model says that it fetches this URL itself, by the host's own rules (`isUrlSupported`): what it leaves to the model and what we do must be the same. */
export function matchesUrl(patterns: UrlPatterns, mediaType: string, url: string): boolean {
  return Object.entries(patterns).some(
    ([type, list]) => coversType(type, mediaType) && list.some((pattern) => testFromStart(pattern, url)),
  )
}

/** What a model says that it fetches; nothing where it cannot say. */
export async function readUrls(model: AnyLanguageModel): Promise<UrlPatterns> {
  try {
    return await model.supportedUrls
  } catch {
    return {}
  }
}

function covers(patterns: UrlPatterns, mediaType: string, wanted: RegExp): boolean {
  return Object.entries(patterns).some(
    ([type, list]) => coversType(type, mediaType) && list.some((pattern) => isSame(pattern, wanted)),
  )
}

function coversType(type: string, mediaType: string): boolean {
  const prefix = type === '*' || type === '*/*' ? '' : type.toLowerCase().replace('*', '')
  const wanted = mediaType.toLowerCase()
  if (prefix === '') return true
  // `image` alone is what the host makes of a picture whose kind nobody has named: any subtype, so only a wildcard covers it.
  if (!wanted.includes('/')) return prefix === `${wanted}/`
  return prefix.endsWith('/') ? wanted.startsWith(prefix) : wanted === prefix
}

function isSame(one: RegExp, other: RegExp): boolean {
  return one.source === other.source && one.ignoreCase === other.ignoreCase
}

/** Patterns with the flags g or y remember where they stopped. */
function testFromStart(pattern: RegExp, url: string): boolean {
  const { lastIndex } = pattern
  pattern.lastIndex = 0
  const isMatch = pattern.test(url)
  pattern.lastIndex = lastIndex
  return isMatch
}
