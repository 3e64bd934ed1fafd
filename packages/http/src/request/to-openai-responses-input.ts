import { fitCalls } from './fit-calls.ts'
import { maxOpenaiName } from './openai-limits.ts'
import { type MediaPart, type SplitContent, splitContent, textOf, toSpoken } from './split-content.ts'
import { toMediaUrl } from './to-media-url.ts'
import type { WireMessage } from './wire-request.ts'

/** A conversation in OpenAI's items: one message may be several, each result and each call one of its own. */
export function toOpenaiResponsesInput(messages: readonly WireMessage[]): readonly unknown[] {
  return fitCalls(messages, { maxIdLength: 64, maxNameLength: maxOpenaiName }).flatMap(
    ({ role, content }): unknown[] => {
      const { results, said, calls } = splitContent(content)
      const others = results.length + calls.length > 0
      return [
        ...results.map(({ result, media }) => ({
          type: 'function_call_output',
          call_id: result.id,
          output: media.length === 0 ? toSpoken(result) : toOutput(toSpoken(result), media),
        })),
        ...(said.length === 0 && others
          ? []
          : [{ role: role === 'tool' ? 'user' : role, content: toContent(role, said) }]),
        ...calls.map(({ id, name, argumentsJson }) => ({
          type: 'function_call',
          call_id: id,
          name,
          arguments: argumentsJson,
        })),
      ]
    },
  )
}

function toOutput(text: string, media: readonly MediaPart[]): readonly unknown[] {
  return [...(text === '' ? [] : [{ type: 'input_text', text }]), ...media.flatMap(toPart)]
}

function toContent(role: WireMessage['role'], said: SplitContent['said']): unknown {
  const isText = role === 'system' || role === 'assistant' || said.every(({ type }) => type === 'text')
  if (isText) return textOf(said)
  return said.flatMap((part) => (part.type === 'text' ? [{ type: 'input_text', text: part.text }] : toPart(part)))
}

function toPart({ modality, source, detail = 'auto', fileName }: MediaPart): readonly unknown[] {
  if (source === undefined) return []
  if (modality === 'image') return [{ type: 'input_image', image_url: toMediaUrl(source), detail }]
  if (modality !== 'file') return []
  if (source.kind === 'url') return [{ type: 'input_file', file_url: source.url }]
  const filename = fileName ?? `file.${source.mediaType.replace(/^.*[/.+]/, '')}`
  return [{ type: 'input_file', filename, file_data: toMediaUrl(source) }]
}
