import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvents } from './read-events.ts'

async function* from(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

async function read(pieces: readonly string[]): Promise<readonly string[]> {
  const events: string[] = []
  for await (const event of readEvents(from(pieces))) events.push(event)
  return events
}

describe('events of a stream', () => {
  it('comments, names, several lines of data, an end that is missing', async () => {
    const text = ': hello\n\nevent: a\ndata: 1\n\nid: 7\ndata: 2\ndata:3\n\ndata: lost'
    expect(await read([text])).toEqual(['1', '2\n3'])
  })

  it('wherever it is cut, and however its lines end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('data: 1', 'data: 2', ': c', 'event: e'), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(200)),
        async (lines, end, cuts) => {
          const text = `${lines.map((line) => line + end + end).join('')}data: end${end}${end}${end}`
          const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort(
            (a, b) => a - b,
          )
          const pieces = places.slice(1).map((place, index) => text.slice(places[index], place))
          const expected = lines.filter((line) => line.startsWith('data')).map((line) => line.slice('data: '.length))
          expect(await read(pieces)).toEqual([...expected, 'end'])
        },
      ),
    )
  })
})
