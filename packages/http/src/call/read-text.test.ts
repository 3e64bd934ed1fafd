import { expect, it } from 'vitest'
import { readText } from './read-text.ts'
import type { ByteSource } from './transport.ts'

function sourceOf(chunks: Iterable<Uint8Array>): ByteSource & { readonly isCancelled: () => boolean } {
  const rest = chunks[Symbol.iterator]()
  let isCancelled = false
  return {
    next: async () => rest.next().value as Uint8Array | undefined,
    cancel: () => void (isCancelled = true),
    isCancelled: () => isCancelled,
  }
}

it('reads to the end, whatever falls on a chunk border', async () => {
  const bytes = new TextEncoder().encode('Grüße 🚄')
  expect(await readText(sourceOf([...bytes].map((byte) => Uint8Array.of(byte))), 100)).toBe('Grüße 🚄')
  expect(await readText(sourceOf([]), 100)).toBe('')
})

it('stops at the limit and lets go of the source', async () => {
  let sent = 0
  const endless = (function* (): Generator<Uint8Array> {
    for (;;) {
      sent += 10
      yield new Uint8Array(10)
    }
  })()
  const source = sourceOf(endless)
  await expect(readText(source, 100)).rejects.toMatchObject({ transport: 'too-large' })
  expect(sent).toBe(110)
  expect(source.isCancelled()).toBe(true)
})
