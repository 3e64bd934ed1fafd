import type { FailureFacts } from '../failure/failure-facts.ts'
import type { Notes } from './notes.ts'

/** Reads one attempt's parts; may keep state. Property syntax: methods would be bivariant and let a half reader compile. */
export interface PartReader<Part> {
  readonly read: (part: Part, notes: Notes) => void
  /** The source ran out; call `notes.end()` here only if that is a proper end. */
  readonly dry?: ((notes: Notes) => void) | undefined
}

/** How a host's parts are read. One reader per attempt. */
export interface Dialect<Part> {
  readonly open: () => PartReader<Part>
  readonly toFacts: (error: unknown) => FailureFacts
}
