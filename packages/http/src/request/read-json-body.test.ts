import { Buffer } from 'node:buffer'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadRequest } from './bad-request.ts'
import { jsonLimits } from './json-limits.ts'
import { checkJson, readJsonBody } from './read-json-body.ts'

const maxBytes = 1024 * 1024

async function* chunksOf(body: string | Uint8Array, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const read = (body: string | Uint8Array, contentEncoding?: string, size?: number): Promise<Record<string, unknown>> =>
  readJsonBody(chunksOf(body, size), { maxBytes, contentEncoding })

async function faultOf(work: () => unknown): Promise<BadRequest> {
  try {
    await work()
  } catch (error) {
    if (error instanceof BadRequest) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
const keyed = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"${index}":1`).join(',')}}`

describe('a body is read', () => {
  it.each([
    ['plain', '{"a":[1,"é",{"b":null}]}', { a: [1, 'é', { b: null }] }],
    ['after a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['with escaped pairs', String.raw`{"a":"\ud83d\ude00"}`, { a: '😀' }],
    ['with brackets and quotes in its texts', String.raw`{"a":"[[{{\"\\","b":"]}"}`, { a: '[[{{"\\', b: ']}' }],
    ['with a constructor that is no trap', '{"constructor":"Ada"}', { constructor: 'Ada' }],
    ['with __proto__ as a text', '{"a":"__proto__"}', { a: '__proto__' }],
  ])('%s', async (_, body, value) => {
    expect(await read(body)).toEqual(value)
    expect(await read(body, 'identity', 1)).toEqual(value)
  })

  it.each<[string, (body: string) => Uint8Array]>([
    ['gzip', (body) => gzipSync(body)],
    ['x-gzip', (body) => gzipSync(body)],
    ['GZIP ', (body) => gzipSync(body)],
    ['deflate', (body) => deflateSync(body)],
    ...(isKnown('brotli') ? [['br', (body: string) => brotliCompressSync(body)] satisfies [string, unknown]] : []),
  ])('in %s', async (encoding, compress) => {
    const value = { text: 'ten thousand times '.repeat(10_000) }
    expect(await read(compress(JSON.stringify(value)), encoding, 7)).toEqual(value)
  })

  it('whatever its pieces', () =>
    fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()).filter((value) => !hasTrap(value)),
        fc.integer({ min: 1, max: 40 }),
        async (value, size) => {
          const text = JSON.stringify(value)
          expect(await read(text, undefined, size)).toEqual(JSON.parse(text))
        },
      ),
    ))

  it('at each limit exactly', async () => {
    await read(nested(jsonLimits.depth))
    await read(keyed(jsonLimits.keysPerObject))
    const body = JSON.stringify({ a: 'x'.repeat(maxBytes - 8) })
    expect(body).toHaveLength(maxBytes)
    await read(body, undefined, 1_000)
  })
})

describe('a body is refused', () => {
  it.each<[string, string | Uint8Array, number, string, string?]>([
    ['empty', '', 400, 'invalid_json'],
    ['blank', '  \n', 400, 'invalid_json'],
    ['cut short', '{"a":', 400, 'invalid_json'],
    ['cut in a text', '{"a":"b', 400, 'invalid_json'],
    ['cut in an escape', '{"a":"b\\', 400, 'invalid_json'],
    ['with a comma too many', '{"a":1,}', 400, 'invalid_json'],
    ['with single quotes', "{'a':1}", 400, 'invalid_json'],
    ['with a raw line break in a text', '{"a":"\n"}', 400, 'invalid_json'],
    ['two values', '{}{}', 400, 'invalid_json'],
    ['closed too often', '}', 400, 'invalid_json'],
    ['NaN', '{"a":NaN}', 400, 'invalid_json'],
    ['an array', '[1]', 400, 'invalid_json'],
    ['a text', '"a"', 400, 'invalid_json'],
    ['null', 'null', 400, 'invalid_json'],
    ['a form', 'a=1&b=2', 400, 'invalid_json'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'invalid_encoding'],
    ['half a character in UTF-8', Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d]), 400, 'invalid_encoding'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 400, 'invalid_json'],
    ['one level too deep', nested(jsonLimits.depth + 1), 400, 'body_too_complex'],
    ['100,000 levels deep', '{"a":'.repeat(100_000), 400, 'body_too_complex'],
    ['brackets only', '['.repeat(maxBytes), 400, 'body_too_complex'],
    ['commas only', '1,'.repeat(maxBytes / 2), 400, 'body_too_complex'],
    ['quotes only', '""'.repeat(maxBytes / 2), 400, 'body_too_complex'],
    ['one key too many', keyed(jsonLimits.keysPerObject + 1), 400, 'body_too_complex'],
    ['too large', 'x'.repeat(maxBytes + 1), 413, 'request_too_large'],
    ['with __proto__', '{"a":{"__proto__":{"admin":true}}}', 400, 'invalid_value', 'a.__proto__'],
    ['with __proto__ in escapes', String.raw`{"\u005F_proto__":1}`, 400, 'invalid_value', '__proto__'],
    ['with an escaped letter of it', String.raw`{"__pr\u006fto__":1}`, 400, 'invalid_value', '__proto__'],
    ['with a trap', '{"b":[{"constructor":{"prototype":{}}}]}', 400, 'invalid_value', 'b[0].constructor'],
    ['with half a pair', String.raw`{"m":[{"c":"a\ud83d"}]}`, 400, 'invalid_value', 'm[0].c'],
    ['with a pair the wrong way round', String.raw`{"m":"\uDE00\uD83D"}`, 400, 'invalid_value', 'm'],
    ['with half a pair in a key', String.raw`{"m":{"\ud83d":1}}`, 400, 'invalid_value', 'm'],
  ])('%s', async (_, body, status, code, param) => {
    const fault = await faultOf(() => read(body))
    expect(fault).toMatchObject({ status, code, param })
    expect(fault.message.length).toBeLessThan(220)
  })

  it.each(['gzip, gzip', 'zstd', 'compress', '__proto__', 'constructor', 'deflate-raw'])(
    'for its encoding: %s',
    async (encoding) => {
      expect(await faultOf(() => read('{}', encoding))).toMatchObject({
        status: 415,
        code: 'unsupported_content_encoding',
      })
    },
  )

  it.each([
    ['that is no gzip', '{"a":1}'],
    ['that is cut', gzipSync('{"a":1}').subarray(0, 15)],
  ])('with an encoding %s', async (_, body) => {
    expect(await faultOf(() => read(body, 'gzip'))).toMatchObject({ status: 400, code: 'invalid_encoding' })
  })

  it('without its texts or its keys being told back at length', async () => {
    const secret = 'sk-secret'.repeat(50)
    for (const body of [`{"a":"${secret}",}`, `{"${secret}":{"__proto__":1}}`]) {
      const { message, param = '' } = await faultOf(() => read(body))
      expect(message.length + param.length).toBeLessThan(300)
      expect(message).not.toContain(secret.slice(0, 100))
    }
  })
})

describe('what is not read', () => {
  it('the rest of a body that is too large', async () => {
    let sent = 0
    let isClosed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          sent += 1_000
          yield new Uint8Array(1_000)
        }
      } finally {
        isClosed = true
      }
    }
    await faultOf(() => readJsonBody(endless(), { maxBytes: 10_000, contentEncoding: undefined }))
    expect(sent).toBeLessThanOrEqual(11_000)
    expect(isClosed).toBe(true)
  })

  it('the inside of a gzip bomb', async () => {
    const member = gzipSync(Buffer.alloc(16 * maxBytes))
    const bomb = Buffer.concat(Array.from({ length: 40 }, () => member))
    let sent = 0
    async function* slices(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunksOf(bomb, 512)) {
        sent += chunk.length
        yield chunk
      }
    }
    expect(await faultOf(() => readJsonBody(slices(), { maxBytes, contentEncoding: 'gzip' }))).toMatchObject({
      status: 413,
      code: 'request_too_large',
    })
    // Streams read ahead by 64 KiB.
    expect(sent).toBeLessThan(bomb.length / 4)
  })

  it('anything, where the client breaks off: its own error is thrown', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync('{"a":1}').subarray(0, 12)
      throw new Error('gone')
    }
    for (const contentEncoding of [undefined, 'gzip'])
      await expect(readJsonBody(broken(), { maxBytes, contentEncoding })).rejects.toThrow('gone')
  })
})

describe('JSON that somebody else has parsed', () => {
  it('passes as it is', () => {
    const value = { a: [1, { b: 'c' }], d: undefined }
    expect(checkJson(value)).toBe(value)
    expect(checkJson(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 })
  })

  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  it.each<[string, unknown, string, string?]>([
    ['nothing', undefined, 'invalid_json'],
    ['a text', '{"a":1}', 'invalid_json'],
    ['bytes', Buffer.from('{}'), 'invalid_json'],
    ['an array', [], 'invalid_json'],
    ['a map', new Map(), 'invalid_json'],
    ['a cycle', cyclic, 'body_too_complex'],
    ['depth', JSON.parse(nested(jsonLimits.depth + 1)), 'body_too_complex'],
    ['keys', JSON.parse(keyed(jsonLimits.keysPerObject + 1)), 'body_too_complex'],
    ['values', { a: Array(jsonLimits.tokens).fill(0) }, 'body_too_complex'],
    ['__proto__', JSON.parse('{"a":[{"__proto__":1}]}'), 'invalid_value', 'a[0].__proto__'],
    ['half a pair', { a: { b: '\uD83D' } }, 'invalid_value', 'a.b'],
  ])('is refused: %s', async (_, value, code, param) => {
    const fault = await faultOf(() => checkJson(value))
    expect(fault).toMatchObject({ status: 400, code })
    if (param !== undefined) expect(fault.param).toBe(param)
  })
})

function isKnown(format: string): boolean {
  try {
    return Boolean(new DecompressionStream(format as CompressionFormat))
  } catch {
    return false
  }
}

/** Keys that are refused, and characters that a string of the generator may hold half of. */
function hasTrap(value: unknown): boolean {
  return /__proto__|constructor|\\ud/i.test(JSON.stringify(value))
}
