import { expect, it } from 'vitest'
import { readText } from './read-text.ts'

it('reads to the end, whatever falls on a chunk border', async () => {
  const bytes = new TextEncoder().encode('Grüße 🚄')
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  expect(await readText(new Response(body), 100)).toBe('Grüße 🚄')
  expect(await readText(new Response(null), 100)).toBe('')
})

it('stops at the limit and lets go of the source', async () => {
  let sent = 0
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 10
      controller.enqueue(new Uint8Array(10))
    },
    cancel: () => void (isCancelled = true),
  })
  await expect(readText(new Response(body), 100)).rejects.toMatchObject({ transport: 'too-large' })
  expect(sent).toBeLessThan(200)
  expect(isCancelled).toBe(true)
})
