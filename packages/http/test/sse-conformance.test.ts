import { sseStreams, type SseStream } from '@signalbox/contract-tests'
import type { PullSource } from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { collectReply } from '../src/reply/collect-reply.ts'
import type { HttpPart, SseEvent } from '../src/reply/http-part.ts'
import { parseJson } from '../src/reply/parse-json.ts'
import { readSse } from '../src/reply/read-sse.ts'

/** Random splits of each stream and line end; the long run is by hand. */
const randomSplits = Number(process.env['SSE_SPLITS'] ?? 20)

const lineEnds: Readonly<Record<string, (text: string) => string>> = {
  LF: (text) => text,
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  'BOM and LF': (text) => `\uFEFF${text}`,
  mixed: (text) => {
    let n = 0
    return text.replaceAll('\n', () => ['\n', '\r\n', '\r\n'][n++ % 3] ?? '\n')
  },
}

function sourceOf(chunks: readonly Uint8Array[], dialect: SseStream['dialect']): PullSource<HttpPart> {
  let index = 0
  return readSse({ next: async () => chunks[index++], cancel: () => {} }, dialect)
}

async function read(chunks: readonly Uint8Array[], dialect: SseStream['dialect']): Promise<HttpPart[]> {
  const source = sourceOf(chunks, dialect)
  const parts: HttpPart[] = []
  for (;;) {
    const { done, value } = await source.next()
    if (done === true) return parts
    if (value !== undefined) parts.push(value)
  }
}

const eventsOf = (parts: readonly HttpPart[]): SseEvent[] =>
  parts.flatMap((part) => (part.kind === 'events' ? part.events : []))

function split(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const edges = [0, ...at, bytes.length]
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end))
}

describe(`${sseStreams.length} streams`, () => {
  it('are at least forty', () => expect(sseStreams.length).toBeGreaterThanOrEqual(40))

  describe.each(sseStreams.map((stream) => [stream.name, stream] as const))('%s', (_, stream) => {
    it('says what it says', async () => {
      const { text, finish, usage } = collectReply(await read([new TextEncoder().encode(stream.text)], stream.dialect))
      expect(text).toBe(stream.content)
      expect(finish?.raw).toBe(stream.finish)
      expect(usage?.inputTokens).toBe(stream.inputTokens)
      expect(usage?.outputTokens).toBe(stream.outputTokens)
    })

    it.each(Object.keys(lineEnds))(
      '%s: the same events however it is split',
      async (name) => {
        const whole = eventsOf(await read([new TextEncoder().encode(stream.text)], stream.dialect))
        const bytes = new TextEncoder().encode(lineEnds[name]?.(stream.text) ?? '')
        const random = seededRandom(`${stream.name} ${name}`)
        const same = async (chunks: readonly Uint8Array[], how: string): Promise<void> => {
          const events = eventsOf(await read(chunks, stream.dialect))
          // Compared by hand first: a matcher for each of some thousand splits would take most of the time.
          if (JSON.stringify(events) !== JSON.stringify(whole)) expect(events, how).toEqual(whole)
          if (JSON.stringify(events).includes('\uFFFD')) expect.fail(`${how}: a character was torn`)
        }
        await same([bytes], 'whole')
        await same(
          split(
            bytes,
            Array.from({ length: bytes.length - 1 }, (_, at) => at + 1),
          ),
          'byte by byte',
        )
        for (let at = 1; at < bytes.length; at++) await same(split(bytes, [at]), `split at ${at}`)
        for (let n = 0; n < randomSplits; n++) {
          const at = Array.from(
            { length: 1 + Math.floor(random() * 12) },
            () => 1 + Math.floor(random() * (bytes.length - 1)),
          )
          await same(
            split(
              bytes,
              [...new Set(at)].toSorted((a, b) => a - b),
            ),
            `split at ${at.join(', ')}`,
          )
        }
      },
      60_000,
    )
  })
})

describe('line ends', () => {
  it('of a lone CR deliver an event at once, and the LF behind it is swallowed', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
    const parts = await read([bytes('data: {"a":1}\r\r'), bytes('\ndata: {"b":2}\r\n\r\n')], 'openai-chat')
    expect(parts.map((part) => (part.kind === 'events' ? part.events.map(({ data }) => data) : []))).toEqual([
      ['{"a":1}'],
      ['{"b":2}'],
    ])
  })
})

describe('large frames', () => {
  const frameOf = (length: number): Uint8Array =>
    new TextEncoder().encode(`data: {"choices":[{"index":0,"delta":{"content":"${'a'.repeat(length)}"}}]}\n\n`)
  const inPieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size))

  it('of ten megabytes in pieces of a kilobyte come whole', async () => {
    const parts = await read(inPieces(frameOf(10_000_000), 1_024), 'openai-chat')
    expect(collectReply(parts).text).toHaveLength(10_000_000)
  })
  it('over the limit are a typed failure', async () => {
    await expect(read(inPieces(frameOf(17 * 1024 * 1024), 65_536), 'openai-chat')).rejects.toMatchObject({
      name: 'UpstreamError',
      transport: 'too-large',
    })
  })
})

describe('replies that mean harm or make no sense', () => {
  const frame = (value: string): Uint8Array => new TextEncoder().encode(`data: ${value}\n\n`)
  it.each([
    ['lone surrogates', '{"choices":[{"index":0,"delta":{"content":"a\\ud800b"}}]}'],
    [
      '__proto__',
      '{"__proto__":{"polluted":true},"choices":[{"index":0,"delta":{"__proto__":{"polluted":true},"content":"x"}}]}',
    ],
    ['constructor', '{"constructor":{"prototype":{"polluted":true}},"choices":[]}'],
    ['choices that are no list', '{"choices":{"0":{"delta":{"content":"x"}}}}'],
    ['choices of nulls', '{"choices":[null,null]}'],
    ['choices of numbers', '{"choices":[1,2]}'],
    ['a delta that is a list', '{"choices":[{"index":0,"delta":[1,2]}]}'],
    ['content that is a number', '{"choices":[{"index":0,"delta":{"content":42}}]}'],
    ['content that is a list', '{"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"x"}]}}]}'],
    ['tool calls that are a string', '{"choices":[{"index":0,"delta":{"tool_calls":"x"}}]}'],
    ['tool calls of nulls', '{"choices":[{"index":0,"delta":{"tool_calls":[null]}}]}'],
    ['a finish that is an object', '{"choices":[{"index":0,"delta":{},"finish_reason":{"a":1}}]}'],
    ['usage that is negative', '{"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":1e400}}'],
    ['usage that is a list', '{"choices":[],"usage":[1]}'],
    [
      'usage of strings',
      '{"choices":[],"usage":{"prompt_tokens":"5","completion_tokens":null,"prompt_tokens_details":"x"}}',
    ],
    ['an error that is a list', '{"error":[1,2]}'],
    ['an error that is a number', '{"error":5}'],
    ['a number', '5'],
    ['a list', '[[[[]]]]'],
    ['null', 'null'],
    ['nesting a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['logprobs that are none', '{"choices":[{"index":0,"delta":{},"logprobs":{"content":[null,{"logprob":"x"}]}}]}'],
    ['message_start without a message', '{"type":"message_start","message":null}'],
    ['a block that is null', '{"type":"content_block_start","index":0,"content_block":null}'],
    ['a delta that is null', '{"type":"content_block_delta","index":0,"delta":null}'],
    ['usage that is a string', '{"type":"message_delta","delta":null,"usage":"x"}'],
  ])('%s', async (_, value) => {
    for (const dialect of ['openai-chat', 'anthropic-messages'] as const) {
      const { usage } = collectReply(await read([frame(value)], dialect))
      for (const tokens of [usage?.inputTokens, usage?.outputTokens])
        expect(tokens === undefined || (Number.isFinite(tokens) && tokens >= 0)).toBe(true)
      const body: HttpPart = { kind: 'body', dialect, body: JSON.parse(value) as unknown }
      collectReply([body])
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('parseJson', () => {
  const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"k${n}":1`).join(',')}}`
  it('refuses a flood of keys before it is parsed', () => {
    expect(() => parseJson(keys(200_000))).toThrow(/more than 100000 keys/)
    expect(Object.keys(parseJson(keys(90_000)) as object)).toHaveLength(90_000)
  })
  it('takes a long text, and says what is no JSON', () => {
    expect(parseJson(`{"a":"${'b'.repeat(2_000_000)}"}`)).toHaveProperty('a')
    expect(() => parseJson('{"a":')).toThrow(SyntaxError)
  })
})
