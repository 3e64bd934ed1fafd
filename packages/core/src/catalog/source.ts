/** Where a fact comes from and when it was read. */
export interface Source {
  /** A public name or address: `npm:@pydantic/genai-prices@0.1.8`. */
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly date: string
}
