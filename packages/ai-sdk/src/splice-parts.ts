import type { LanguageModelV4StreamPart as Part } from '@ai-sdk/provider'

const opening: ReadonlySet<string> = new Set(['stream-start', 'response-metadata', 'text-start', 'custom', 'ping'])

/**
 * For the commit mode `resume`: a part of another attempt as it must follow what was shown. What opens a reply is dropped, text the
 * caller has is cut away, and what is left goes on in the text part that is still open.
 */
export function spliceParts(shown: readonly Part[], part: Part, skipText: number): readonly Part[] {
  if (opening.has(part.type)) return []
  if (part.type !== 'text-delta' && part.type !== 'text-end') return [part]
  const id = openTextId(shown)
  if (part.type === 'text-end') return id === undefined ? [] : [{ ...part, id }]
  const rest = part.delta.slice(skipText)
  return rest === '' ? [] : [{ ...part, id: id ?? part.id, delta: rest }]
}

function openTextId(shown: readonly Part[]): string | undefined {
  const last = shown.findLast(
    (part) => part.type === 'text-start' || part.type === 'text-delta' || part.type === 'text-end',
  )
  return last === undefined || last.type === 'text-end' ? undefined : last.id
}
