/** A row that says nothing one could decide on. */
export class BadRow extends Error {
  override readonly name = 'BadRow'
  /** Rows with the same fault are counted together. */
  readonly kind: string

  constructor(kind: string, message: string) {
    super(message)
    this.kind = kind
  }
}
