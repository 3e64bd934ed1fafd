import { BadRequest } from './bad-request.ts'
import { jsonLimits } from './json-limits.ts'

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/**
 * Whether JSON in UTF-8 may be parsed at all: one pass, about a nanosecond a byte, that ends at the first limit broken. It does
 * not tell whether the bytes are JSON.
 * @throws BadRequest
 */
export function screenJson(bytes: Uint8Array): void {
  /** Keys so far of each open object. */
  const keys = new Uint32Array(jsonLimits.depth + 1)
  let depth = 0
  let tokens = 0
  let outside = 0
  for (let at = 0; at < bytes.length; at++) {
    if (++outside > jsonLimits.bytesOutsideStrings)
      throw tooComplex(`more than ${outside - 1} bytes outside of texts`, at)
    switch (bytes[at]) {
      case quote:
        at = endOfString(bytes, at)
        break
      case openBrace:
      case openBracket:
        if (++depth > jsonLimits.depth) throw tooComplex(`more than ${jsonLimits.depth} levels`, at)
        keys[depth] = 0
        break
      case closeBrace:
      case closeBracket:
        if (--depth < 0) throw notJson(at)
        continue
      case colon: {
        const count = (keys[depth] ?? 0) + 1
        if (count > jsonLimits.keysPerObject)
          throw tooComplex(`an object of more than ${jsonLimits.keysPerObject} keys`, at)
        keys[depth] = count
        continue
      }
      case comma:
        break
      default:
        continue
    }
    if (++tokens > jsonLimits.tokens) throw tooComplex(`more than ${jsonLimits.tokens} values`, at)
  }
}

/** Where a text is not JSON, in bytes or characters from its beginning, as far as it is known. */
export function notJson(at: number | undefined): BadRequest {
  const place = at === undefined ? '' : `, at position ${at}`
  return new BadRequest(`The body is not valid JSON${place}. Send one JSON object in UTF-8.`, { code: 'invalid_json' })
}

/** Index of the quote that closes the string opened at `from`; no byte of a longer character looks like one. */
function endOfString(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte === backslash) at++
  }
  throw notJson(bytes.length)
}

function tooComplex(what: string, at: number): BadRequest {
  return new BadRequest(`The body has ${what}, at byte ${at}. Send less of it, in several requests for example.`, {
    code: 'body_too_complex',
  })
}
