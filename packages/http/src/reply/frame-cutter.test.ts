import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameCutter } from './frame-cutter.ts'
import { fromFrames } from './events-part.ts'

const cutAll = (texts: readonly string[]): string[] => {
  const cutter = createFrameCutter('openai-chat')
  return texts.flatMap((text) => cutter.cut(text)?.raw ?? [])
}

describe('parts of whole frames', () => {
  it.each<[string, string[], string[]]>([
    ['all that have arrived are one', ['data: a\n\ndata: b\n\ndata: c'], ['data: a\n\ndata: b\n\n']],
    ['an unfinished one waits', ['data: a', '\n', '\ndata: b', '\n\n'], ['data: a\n\n', 'data: b\n\n']],
    [
      'one may end between its two line ends',
      ['data: a\n', '\n', '\n', 'data: b\n\n'],
      ['data: a\n\n', '\ndata: b\n\n'],
    ],
    ['comments alone are none', [': keep-alive\n\n', 'data: a\n\n'], ['data: a\n\n']],
    ['comments are left out', [': hm\n\ndata: a\n: hm\ndata: b\n\n'], ['data: a\ndata: b\n\n']],
    ['CRLF becomes LF', ['data: a\r\n', '\r\nevent: x\r\ndata: b\r\n\r\n'], ['data: a\n\nevent: x\ndata: b\n\n']],
    ['so does CR in mid-stream', ['data: a\n\ndata', ': b\r\rdata: c\n\n'], ['data: a\n\n', 'data: b\n\ndata: c\n\n']],
  ])('%s', (_what, texts, expected) => {
    expect(cutAll(texts)).toEqual(expected)
  })

  it('say the same however the text is split', () => {
    const line = fc.constantFrom('data: a', 'data:b', 'event: e', ': c', 'id: 1', 'data', '')
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    const stream = fc
      .array(fc.tuple(line, fc.oneof({ weight: 5, arbitrary: fc.constant('\n') }, lineEnd)))
      .map((lines) => lines.map((one) => one.join('')).join('') + '\n\n')
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200)), (text, cuts) => {
        const at = [0, ...new Set(cuts)].toSorted((a, b) => a - b).filter((place) => place < text.length)
        const pieces = at.map((from, index) => text.slice(from, at[index + 1]))
        const events = (raws: readonly string[]): unknown =>
          raws.flatMap((raw) => fromFrames('openai-chat', raw).events)
        expect(events(cutAll(pieces))).toEqual(events([text]))
      }),
    )
  })
})
