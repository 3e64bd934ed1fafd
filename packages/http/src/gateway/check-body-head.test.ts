import { expect, it } from 'vitest'
import { checkBodyHead } from './check-body-head.ts'

const check = (type: string | undefined, length?: string): void =>
  checkBodyHead((name) => (name === 'content-type' ? type : length), 1_000)

it.each([
  'application/json',
  'Application/JSON; charset=UTF-8',
  'application/json;charset="utf-8"',
  'application/vnd.api+json',
])('%s is JSON', (type) => expect(() => check(type)).not.toThrow())

it.each([
  undefined,
  '',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'application/json; charset=utf-16',
  'nonsense',
])('%s is not', (type) => expect(() => check(type)).toThrow(expect.objectContaining({ status: 415 })))

it.each([
  ['1000', undefined],
  ['1001', 413],
  ['107374182400', 413],
  ['many', undefined],
])('a length of %s', (length, status) => {
  const work = (): void => check('application/json', length)
  if (status === undefined) expect(work).not.toThrow()
  else expect(work).toThrow(expect.objectContaining({ status }))
})
