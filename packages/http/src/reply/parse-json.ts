import { UpstreamError } from '../call/upstream-error.ts'

/** More keys than any reply has; a million of them keep the parser, and everybody else, for most of a second. */
const maxKeys = 100_000

/** A provider's JSON. @throws UpstreamError `too-large` for a flood of keys, SyntaxError for what is no JSON */
export function parseJson(text: string): unknown {
  // Each key takes at least `"":1,`, so short texts need no counting.
  if (text.length > maxKeys * 5 && hasMoreKeys(text, maxKeys))
    throw new UpstreamError(`the reply has more than ${maxKeys} keys`, { transport: 'too-large' })
  return JSON.parse(text) as unknown
}

function hasMoreKeys(text: string, limit: number): boolean {
  let at = -1
  for (let count = 0; count <= limit; count++) {
    at = text.indexOf('":', at + 1)
    if (at < 0) return false
  }
  return true
}

/** The object in a frame; undefined where there is none. One bad frame is skipped: whether the reply is whole shows at its end. */
export function parseFrame<T extends object>(data: string): T | undefined {
  try {
    const value = parseJson(data)
    return typeof value === 'object' && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}
