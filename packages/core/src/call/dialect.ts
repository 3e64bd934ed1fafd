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
  /**
   * For `resume`: a part of another attempt as it must follow what was shown; asked for every part of that attempt, in order. The
   * caller has the next `skipText` characters of its text: they are cut away, and so is what opens or closes around them. 0 = all that
   * comes is new, and only has to fit: ids go on where something is still open. May answer none. Without it `resume` is refused.
   */
  readonly splice?: ((shown: readonly Part[], part: Part, skipText: number) => readonly Part[]) | undefined
}
