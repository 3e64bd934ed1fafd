import type { LanguageModelV4StreamPart as Part } from '@ai-sdk/provider'

type TextPart = Extract<Part, { type: 'text-start' | 'text-delta' | 'text-end' }>

/**
 * For the commit mode `resume`: a part of another attempt as it must follow what was shown. What opens a reply is dropped, text the
 * caller has is cut away, and what is left goes on in the text part that is still open, whatever its id was. Who answers now is told.
 */
export function spliceParts(shown: readonly Part[], part: Part, skipText: number): readonly Part[] {
  if (part.type === 'stream-start' || part.type === 'ping') return []
  if (part.type === 'custom') return skipText > 0 ? [] : [part]
  return isText(part) ? spliceText(openTextId(shown), part, skipText) : [part]
}

function spliceText(openId: string | undefined, part: TextPart, skipText: number): readonly Part[] {
  switch (part.type) {
    case 'text-start':
      return skipText > 0 || openId !== undefined ? [] : [part]
    case 'text-end':
      return skipText > 0 || openId === undefined ? [] : [{ ...part, id: openId }]
    case 'text-delta': {
      const rest = part.delta.slice(skipText)
      if (rest === '') return []
      const next: Part = { ...part, id: openId ?? part.id, delta: rest }
      // The broken reply had closed its text where this one still goes on.
      return openId === undefined ? [{ type: 'text-start', id: part.id }, next] : [next]
    }
  }
}

function openTextId(shown: readonly Part[]): string | undefined {
  const last = shown.findLast(isText)
  return last === undefined || last.type === 'text-end' ? undefined : last.id
}

function isText(part: Part): part is TextPart {
  return part.type === 'text-start' || part.type === 'text-delta' || part.type === 'text-end'
}
