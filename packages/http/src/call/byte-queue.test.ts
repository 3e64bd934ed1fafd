import { expect, it } from 'vitest'
import { createByteQueue, type ByteQueue } from './byte-queue.ts'

const bytes = (length: number): Uint8Array => new Uint8Array(length)

function createNoted(): { readonly queue: ByteQueue; readonly noted: unknown[] } {
  const noted: unknown[] = []
  const queue = createByteQueue({
    onPressure: (isHigh) => noted.push(isHigh ? 'high' : 'low'),
    onCancel: (reason) => noted.push(reason),
  })
  return { queue, noted }
}

it('gives all that has arrived, then the end', async () => {
  const { queue } = createNoted()
  queue.push(bytes(3))
  queue.push(bytes(4))
  queue.end()
  expect((await queue.next())?.length).toBe(7)
  expect(await queue.next()).toBeUndefined()
  expect(await queue.next()).toBeUndefined()
})

it('wakes whoever waits', async () => {
  const { queue } = createNoted()
  const first = queue.next()
  queue.push(bytes(2))
  expect((await first)?.length).toBe(2)
  const last = queue.next()
  queue.end()
  expect(await last).toBeUndefined()
})

it('what came before an error is not lost', async () => {
  const { queue } = createNoted()
  queue.push(bytes(1))
  queue.end(new Error('cut'))
  expect((await queue.next())?.length).toBe(1)
  await expect(queue.next()).rejects.toThrow('cut')
})

it('says when too much waits, and when no longer', async () => {
  const { queue, noted } = createNoted()
  queue.push(bytes(64 * 1024))
  queue.push(bytes(1))
  queue.push(bytes(1))
  await queue.next()
  queue.cancel('left')
  expect(noted).toEqual(['high', 'low', 'left'])
})
