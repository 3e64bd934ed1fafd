import { type FieldNotes, noteOthers } from './field-notes.ts'

/** What a client wants of its stream beside usage. */
export function noteStreamOptions(
  notes: FieldNotes,
  options: Readonly<Record<string, unknown>> | null | undefined,
): void {
  // Padding is what everybody gets who says nothing.
  if (options?.['include_obfuscation'] === false)
    notes.note({ name: 'stream_options.include_obfuscation', kind: 'tuning' })
  noteOthers(notes, options, 'stream_options', ['include_usage', 'include_obfuscation'])
}
