/** A client's own fault: what is wrong with which field. Becomes a 4xx in the client's dialect. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest'
  readonly status: number
  /** The field, as a path in the client's body: `messages[0].role`. */
  readonly param: string | undefined
  readonly code: string | undefined
  /** What an SDK acts on, in Anthropic's dialect. */
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(
    message: string,
    fields: {
      readonly status?: number
      readonly param?: string | undefined
      readonly code?: string | undefined
      readonly details?: Readonly<Record<string, unknown>> | undefined
    } = {},
  ) {
    super(message)
    this.status = fields.status ?? 400
    this.param = fields.param
    this.code = fields.code
    this.details = fields.details
  }
}
