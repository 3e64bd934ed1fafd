/** One frame of JSON, its name in front where the dialect names its events. */
export function toSseFrame(data: object, event?: string): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}

/** What ends a stream of OpenAI's chat. */
export const chatEnd = 'data: [DONE]\n\n'
