import { audioFormats } from './audio-formats.ts'
import { fitCalls } from './fit-calls.ts'
import { maxOpenaiName } from './openai-limits.ts'
import { type MediaPart, type SplitContent, splitContent, textOf, toSpoken } from './split-content.ts'
import { toMediaUrl } from './to-media-url.ts'
import type { WireOptions } from './wire-options.ts'
import type { WireMessage } from './wire-request.ts'

/** A conversation in OpenAI chat's messages. A tool's result is a message of text: its pictures follow in a user's message, after the last result of the turn. */
export function toOpenaiChatMessages(
  messages: readonly WireMessage[],
  { takesReasoning = false }: Pick<WireOptions, 'takesReasoning'> = {},
): readonly unknown[] {
  const wire: unknown[] = []
  let shown: unknown[] = []
  const show = (): void => {
    if (shown.length > 0) wire.push({ role: 'user', content: shown })
    shown = []
  }
  for (const { role, content, reasoning } of fitCalls(messages, { maxIdLength: 40, maxNameLength: maxOpenaiName })) {
    const { results, said, calls } = splitContent(content)
    if (results.length === 0) show()
    for (const { result, media } of results) {
      wire.push({ role: 'tool', tool_call_id: result.id, content: toSpoken(result) })
      shown.push(...media.flatMap(toPart))
    }
    if (results.length > 0 && said.length === 0 && calls.length === 0) continue
    show()
    wire.push(
      calls.length > 0
        ? toCalls(said, calls, takesReasoning ? reasoning : undefined)
        : { role: sideOf(role), content: toContent(role, said) },
    )
  }
  show()
  return wire
}

function toCalls(said: SplitContent['said'], calls: SplitContent['calls'], reasoning: string | undefined): unknown {
  return {
    role: 'assistant',
    content: textOf(said) || null,
    reasoning_content: reasoning,
    tool_calls: calls.map(({ id, name, argumentsJson }) => ({
      id,
      type: 'function',
      function: { name, arguments: argumentsJson },
    })),
  }
}

/** What a tool says without a result's id can only be said by the user. */
function sideOf(role: WireMessage['role']): string {
  return role === 'tool' ? 'user' : role
}

function toContent(role: WireMessage['role'], said: SplitContent['said']): unknown {
  const isText = role === 'system' || role === 'assistant' || said.every(({ type }) => type === 'text')
  if (isText) return textOf(said)
  return said.flatMap((part) => (part.type === 'text' ? [{ type: 'text', text: part.text }] : toPart(part)))
}

function toPart({ modality, source, detail, fileName }: MediaPart): readonly unknown[] {
  if (source === undefined) return []
  if (modality === 'image') return [{ type: 'image_url', image_url: { url: toMediaUrl(source), detail } }]
  if (source.kind !== 'base64') return []
  const format = audioFormats.get(source.mediaType)
  if (modality === 'audio' && format !== undefined)
    return [{ type: 'input_audio', input_audio: { data: source.data, format } }]
  if (modality !== 'file') return []
  const filename = fileName ?? `file.${source.mediaType.replace(/^.*[/.+]/, '')}`
  return [{ type: 'file', file: { filename, file_data: toMediaUrl(source) } }]
}
