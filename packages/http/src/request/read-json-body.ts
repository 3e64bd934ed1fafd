import { BadRequest } from './bad-request.ts'
import { collectBytes, limitBytes } from './collect-bytes.ts'
import { inflate } from './inflate.ts'
import { needsWalk, readJsonText } from './read-json-text.ts'
import { screenJson } from './screen-json.ts'
import { walkJson } from './walk-json.ts'

export interface JsonBodyOptions {
  /** Of the body as sent, and of the body decompressed. */
  readonly maxBytes: number
  /** The header; undefined = none. */
  readonly contentEncoding: string | undefined
}

/** From here on each step over a body has a turn of the event loop of its own. */
const largeBytes = 512 * 1024

/** A client's bytes as one JSON object, checked for size, encoding, shape and what does harm further on. @throws BadRequest */
export async function readJsonBody(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, contentEncoding }: JsonBodyOptions,
): Promise<Record<string, unknown>> {
  const isPlain = contentEncoding === undefined
  const bytes = await collectBytes(isPlain ? chunks : inflate(limitBytes(chunks, maxBytes), contentEncoding), maxBytes)
  const pause = bytes.length > largeBytes ? nextTurn : undefined
  screenJson(bytes)
  const text = decode(bytes)
  await pause?.()
  const value = readJsonText(text)
  await pause?.()
  if (needsWalk(text)) walkJson(value)
  await pause?.()
  return toObject(value)
}

/** JSON that somebody else has parsed, held to the same limits. @throws BadRequest */
export function checkJson(value: unknown): Record<string, unknown> {
  const object = toObject(value)
  walkJson(object)
  return object
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new BadRequest('The body is not UTF-8. Send it in that encoding.', { code: 'invalid_encoding' })
  }
}

function toObject(value: unknown): Record<string, unknown> {
  if (isPlainObject(value)) return value
  throw new BadRequest('The body is not a JSON object. Send one, with content-type application/json.', {
    code: 'invalid_json',
  })
}

/** Bytes, dates and the like are objects too, and no JSON. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
