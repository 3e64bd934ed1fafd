import type { MediaSource } from './wire-request.ts'

/** One address for bytes anywhere: their own, or a data URL. */
export function toMediaUrl(source: MediaSource): string {
  return source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`
}
