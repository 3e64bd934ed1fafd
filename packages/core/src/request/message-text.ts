import type { RouteMessage } from './route-request.ts'

/** The text of a message; media and tool parts say nothing here. */
export function toText(content: RouteMessage['content']): string {
  if (typeof content === 'string') return content
  let text = ''
  for (const part of content) if (part.type === 'text') text += text === '' ? part.text : `\n${part.text}`
  return text
}
