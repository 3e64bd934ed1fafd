import type { FieldNotes } from './field-notes.ts'
import { wrongValue } from './read-shape.ts'
import type { MediaPart } from './split-content.ts'
import type { Expressible, MediaSource } from './wire-request.ts'

/** An address, or the bytes that a `data:` URL holds. @throws BadRequest for one that is not in base64 */
export function toMediaSource(url: string, path: string): MediaSource {
  if (!/^data:/i.test(url)) return { kind: 'url', url }
  const [head, mediaType] = /^data:([\w.+/-]{1,100})(?:;[\w.=-]{1,100}){0,4};base64,/i.exec(url.slice(0, 600)) ?? []
  if (head === undefined || mediaType === undefined)
    throw wrongValue(path, 'an http address, or a data: URL with a media type and base64, like data:image/png;base64,…')
  return { kind: 'base64', mediaType: mediaType.toLowerCase(), data: url.slice(head.length) }
}

/** The part, noted as what a dialect needs to be able to say; a part without source is one that only its own dialect knows. */
export function noteMedia({ note }: FieldNotes, part: Omit<MediaPart, 'type' | 'mediaType'>, name: string): MediaPart {
  const { modality, source } = part
  const as = source && expressibleOf(modality, source.kind)
  note({ name, kind: 'meaning', as }, as ?? `${modality} kept elsewhere`)
  return { type: 'media', mediaType: source?.kind === 'base64' ? source.mediaType : undefined, ...part }
}

/** Notes how closely a picture is to be looked at; `auto` is what everybody does who is told nothing. */
export function noteDetail({ note }: FieldNotes, detail: string | null | undefined, name: string): void {
  if (detail && detail !== 'auto') note({ name, kind: 'tuning', as: 'imageDetail' })
}

function expressibleOf(modality: MediaPart['modality'], kind: MediaSource['kind']): Expressible {
  if (modality === 'audio' || modality === 'video') return modality
  if (modality === 'image') return kind === 'url' ? 'imageUrl' : 'imageBytes'
  return kind === 'url' ? 'fileUrl' : 'fileBytes'
}
