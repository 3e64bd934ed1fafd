import type { FieldNotes } from './field-notes.ts'

/** Caching is asked for part by part, and told as one field. */
export function noteCacheControl({ note }: FieldNotes, holder: { readonly cache_control?: unknown }): void {
  if (holder.cache_control) note({ name: 'cache_control', kind: 'tuning' })
}
