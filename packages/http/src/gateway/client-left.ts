/** The reason of an abort by the client's going away: nobody is left to be told anything. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft'

  constructor() {
    super('The client has left.')
  }
}

/** Whether that is what ended a request. The web's own types say it with an AbortError. */
export function isClientLeft(error: unknown): boolean {
  return error instanceof ClientLeft || (error instanceof Error && error.name === 'AbortError')
}
