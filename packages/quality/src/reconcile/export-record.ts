/** One row of an export: its fields by name, nested ones joined by `_`; what is empty or null is not there. */
export interface ExportRecord {
  /** For people: `line 12`, `data[3].results[0]`. */
  readonly place: string
  readonly fields: ReadonlyMap<string, string>
}

/** What an export's text held. */
export interface ExportRecords {
  readonly records: readonly ExportRecord[]
  readonly problems: readonly ExportProblem[]
}

/** Something in an export that was not taken as it stands. Rows with one are left out, except for `unknown-column` and `more-pages`. */
export interface ExportProblem {
  readonly kind:
    | 'half-written'
    | 'not-json'
    | 'wrong-field-count'
    | 'unknown-column'
    | 'not-a-day'
    | 'not-a-number'
    | 'other-currency'
    | 'duplicate'
    | 'more-pages'
  readonly place: string
  readonly message: string
}

/** An export that cannot be read at all: names what is wrong and what would be understood. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
}
