import { expect, it } from 'vitest'
import { hostileRequests } from './hostile-requests.ts'

it('are many, and each has a name of its own', () => {
  const names = hostileRequests.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  expect(names.length).toBeGreaterThan(300)
})

it("are bytes as they are meant: a length is the body's own where it is not itself the fault", () => {
  for (const { name, bytes, expects } of hostileRequests) {
    if (expects === 'unread') continue
    const sent = bytes()
    const end = sent.indexOf('\r\n\r\n')
    const length = /content-length: (\d+)\r\n/.exec(sent.subarray(0, end + 2).toString('latin1'))?.[1]
    if (length !== undefined && Number(length) < 1e9) expect(sent.length - end - 4, name).toBe(Number(length))
  }
})
