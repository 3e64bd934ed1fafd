import type { RouteError } from './route-error.ts'

/**
 * A provider's error with the request's whole story as its cause, class, message and fields kept, on an object of its own: the one
 * that was thrown may be shared. `more` goes over its own properties.
 */
export function withCause<Thrown extends Error>(thrown: Thrown, cause: RouteError, more: object = {}): Thrown {
  const copy = Object.create(
    Object.getPrototypeOf(thrown) as object,
    Object.getOwnPropertyDescriptors(thrown),
  ) as Thrown
  const own = Object.entries(more).map(
    ([name, value]) => [name, { value, configurable: true, enumerable: true, writable: true }] as const,
  )
  return Object.defineProperties(copy, {
    cause: { value: cause, configurable: true, writable: true },
    ...Object.fromEntries(own),
  })
}
