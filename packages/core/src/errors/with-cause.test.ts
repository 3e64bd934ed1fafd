import { expect, it } from 'vitest'
import type { RouteError } from './route-error.ts'
import { withCause } from './with-cause.ts'

const cause = new Error('the whole story') as RouteError

class HttpError extends Error {
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.name = 'HttpError'
    this.status = status
  }
  get isServerError(): boolean {
    return this.status >= 500
  }
}
class PrivateError extends Error {
  readonly status = 503
  #code = 7
  get code(): number {
    return this.#code
  }
}

it('keeps class, message and fields on an object of its own', () => {
  const thrown = new HttpError('down', 503)
  const copy = withCause(thrown, cause, { attempts: 2 })
  expect(copy).not.toBe(thrown)
  expect(copy).toBeInstanceOf(HttpError)
  expect(Object.prototype.toString.call(copy)).toBe('[object Error]')
  expect(copy).toMatchObject({
    name: 'HttpError',
    message: 'down',
    status: 503,
    isServerError: true,
    attempts: 2,
    cause,
  })
  expect(copy.stack).toBe(thrown.stack)
  expect(thrown).not.toHaveProperty('cause')
})

it('takes the place of a cause and of fields that cannot be changed', () => {
  const thrown = Object.freeze(Object.assign(new Error('x', { cause: 'before' }), { isRetryable: true }))
  expect(withCause(thrown, cause, { isRetryable: false })).toMatchObject({ cause, isRetryable: false })
})

it.each([
  ['a DOMException', new DOMException('timed out', 'TimeoutError'), { name: 'TimeoutError', message: 'timed out' }],
  ['private fields', new PrivateError('refused'), { name: 'Error', message: 'refused', status: 503 }],
  [
    'a getter that throws',
    Object.defineProperty(new HttpError('odd', 500), 'name', {
      get: () => {
        throw new Error('no name')
      },
    }),
    { message: 'odd', status: 500, name: 'Error' },
  ],
  [
    'a proxy that gives nothing away',
    new Proxy(new Error('hidden'), {
      ownKeys: () => {
        throw new Error('no')
      },
      getPrototypeOf: () => {
        throw new Error('no')
      },
    }),
    { message: 'hidden' },
  ],
])('can be read where a copy could not: %s', (_title, thrown, seen) => {
  const error = withCause(thrown as Error, cause, { attempts: 1 })
  expect(Object.prototype.toString.call(error)).toBe('[object Error]')
  expect({ ...seen, ...error, name: error.name, message: error.message }).toMatchObject({ ...seen, attempts: 1 })
  expect(error.cause).toBe(cause)
  expect(String(error)).toContain(seen.message)
})
