import type { RouteError } from './route-error.ts'

/**
 * A provider's error with the request's whole story as its cause, class, message and fields kept, on an object of its own: the one
 * that was thrown may be shared. `more` goes over its own properties. An error of a class that cannot be copied (a DOMException, one
 * with private fields) comes back as a plain Error with its name, message and fields. Never throws.
 */
export function withCause<Thrown extends Error>(thrown: Thrown, cause: RouteError, more: object = {}): Thrown {
  const over = Object.entries({ ...more, cause }).map(
    ([name, value]) => [name, { value, configurable: true, enumerable: name !== 'cause', writable: true }] as const,
  )
  const fields = Object.fromEntries(over)
  const own = ownOf(thrown)
  const copy = own && copyOf(thrown, { ...own, ...fields })
  return copy ?? (standInFor(thrown, { ...own, ...fields }) as Thrown)
}

type Descriptors = Record<PropertyKey, PropertyDescriptor>

/** undefined = it gives nothing away. */
function ownOf(thrown: Error): Descriptors | undefined {
  try {
    const own = Object.getOwnPropertyDescriptors(thrown) as Descriptors
    // The engine's own accessor answers only for the error it was made for.
    return { ...own, stack: { value: read(thrown, 'stack'), configurable: true, writable: true } }
  } catch {
    return undefined
  }
}

/** undefined = something of its class does not work on a copy. */
function copyOf<Thrown extends Error>(thrown: Thrown, own: Descriptors): Thrown | undefined {
  try {
    const copy = Object.setPrototypeOf(new Error(), Object.getPrototypeOf(thrown) as object) as Thrown
    Object.defineProperties(copy, own)
    return isWhole(copy) ? copy : undefined
  } catch {
    return undefined
  }
}

/** Accessors of its classes read private fields or internal slots, which a copy has not: reading them throws. */
function isWhole(copy: Error): boolean {
  for (let one: unknown = Object.getPrototypeOf(copy); isObject(one) && one !== Error.prototype;) {
    for (const { get } of Object.values(Object.getOwnPropertyDescriptors(one))) get?.call(copy)
    one = Object.getPrototypeOf(one)
  }
  return typeof copy.message === 'string' && typeof copy.name === 'string'
}

function standInFor(thrown: Error, own: Descriptors): Error {
  const error = new Error(read(thrown, 'message') ?? '')
  const fields = { ...own, name: { value: read(thrown, 'name') ?? 'Error', configurable: true, writable: true } }
  for (const [name, descriptor] of Object.entries(fields)) {
    if (name !== 'message') Object.defineProperty(error, name, { ...descriptor, configurable: true })
  }
  return error
}

function read(thrown: Error, name: 'name' | 'message' | 'stack'): string | undefined {
  try {
    const value = thrown[name]
    return value === undefined ? undefined : String(value)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
