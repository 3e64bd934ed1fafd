import { expect, it } from 'vitest'
import { fromEvents } from './events-part.ts'
import type { HttpPart } from './http-part.ts'
import { splice } from './splice.ts'

const frame = (body: object): HttpPart =>
  fromEvents('anthropic-messages', [{ event: undefined, data: JSON.stringify(body) }])
const start = {
  type: 'content_block_start',
  index: 1,
  content_block: { type: 'tool_use', id: 't', name: 'w', input: {} },
}
const stop = { type: 'content_block_stop', index: 1 }

it.each([
  ['a block opened after what the caller has', start, 0, true],
  ['its end', stop, 0, true],
  ['a block around what the caller has', start, 3, false],
  ['its end', stop, 3, false],
  ['the opening of a reply', { type: 'message_start' }, 0, false],
])('%s: %j with %d characters left', (_title, body, skipText, isKept) => {
  expect(splice([], frame(body), skipText)).toEqual(isKept ? [frame(body)] : [])
})
