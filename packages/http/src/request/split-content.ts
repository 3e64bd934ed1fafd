import type { WireMessage, WirePart } from './wire-request.ts'

export type TextPart = Extract<WirePart, { type: 'text' }>
export type MediaPart = Extract<WirePart, { type: 'media' }>
export type ToolCallPart = Extract<WirePart, { type: 'tool-call' }>
export type ToolResultPart = Extract<WirePart, { type: 'tool-result' }>

/** A message's parts, apart: dialects put them into different places. */
export interface SplitContent {
  /** Each with the media that follow it directly: they are part of the result. */
  readonly results: readonly { readonly result: ToolResultPart; readonly media: readonly MediaPart[] }[]
  /** What is said and shown, texts that are empty left out. */
  readonly said: readonly (TextPart | MediaPart)[]
  readonly calls: readonly ToolCallPart[]
}

export function splitContent(content: WireMessage['content']): SplitContent {
  const results: { result: ToolResultPart; media: MediaPart[] }[] = []
  const said: (TextPart | MediaPart)[] = []
  const calls: ToolCallPart[] = []
  let media: MediaPart[] | undefined
  for (const part of typeof content === 'string' ? [{ type: 'text', text: content } as const] : content) {
    if (part.type === 'media') {
      ;(media ?? said).push(part)
      continue
    }
    media = undefined
    if (part.type === 'tool-result') results.push({ result: part, media: (media = []) })
    else if (part.type === 'tool-call') calls.push(part)
    else if (part.text !== '') said.push(part)
  }
  return { results, said, calls }
}

/** A tool's result where there is no field for one that failed: words say it. */
export function toSpoken({ text, isError }: ToolResultPart): string {
  return isError === true && !/^\W*error/i.test(text) ? `Error: ${text}` : text
}

/** The texts of what is said, one under the other. */
export function textOf(said: SplitContent['said']): string {
  return said.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}
