/** A law of the design, broken. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

/** @throws Violation */
export function fail(law: number, detail: string): never {
  throw new Violation(`invariant ${law}: ${detail}`)
}
