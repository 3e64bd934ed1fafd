import type { FieldNotes } from './field-notes.ts'
import { noteMedia, toMediaSource } from './media-part.ts'
import type { MediaPart } from './split-content.ts'
import type { MediaSource } from './wire-request.ts'

/** Sound as both of OpenAI's dialects say it. */
export function toAudioPart(
  notes: FieldNotes,
  { data, format }: { readonly data: string; readonly format: string },
  path: string,
): MediaPart {
  const mediaType = format === 'mp3' ? 'audio/mpeg' : `audio/${format}`
  return noteMedia(notes, { modality: 'audio', source: { kind: 'base64', mediaType, data } }, path)
}

/** OpenAI takes files as `data:` URLs, and PDFs, which came first, as bare base64 too. @throws BadRequest */
export function toFileSource(data: string | null | undefined, path: string): MediaSource | undefined {
  if (data === undefined || data === null) return undefined
  return /^data:/i.test(data) ? toMediaSource(data, path) : { kind: 'base64', mediaType: 'application/pdf', data }
}
