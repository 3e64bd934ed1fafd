/** A gate as data: the router finds the code by name. */
export interface GateSpec {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
}
