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

/** Whether a model says that it fetches this URL itself. Media types may end in a wildcard. */
export function matchesUrl(patterns: UrlPatterns, mediaType: string, url: string): boolean {
  return Object.entries(patterns).some(
    ([type, list]) => coversType(type, mediaType) && list.some((pattern) => pattern.test(url)),
  )
}

async function readUrls(model: AnyLanguageModel): Promise<UrlPatterns> {
  try {
    return await model.supportedUrls
  } catch {
    return {}
  }
}

function covers(patterns: UrlPatterns, mediaType: string, wanted: RegExp): boolean {
  return Object.entries(patterns).some(
    ([type, list]) => coversType(type, mediaType) && list.some(({ source }) => source === wanted.source),
  )
}

function coversType(type: string, mediaType: string): boolean {
  return (
    type === '*/*' ||
    type === '*' ||
    type === mediaType ||
    (type.endsWith('/*') && mediaType.startsWith(type.slice(0, -1)))
  )
}
