import type { Parts, PullSource, WebStreamLike } from '../call/reply.ts'

type Step<Part> = { readonly done?: boolean | undefined; readonly value?: Part | undefined }

/** Any shape of parts as one pull source; `close` is never awaited, since a pending generator does not answer. */
export interface Source<Part> {
  readonly next: () => PromiseLike<Step<Part>>
  readonly close: (reason: unknown) => void
}

export function openSource<Part>(parts: Parts<Part>): Source<Part> {
  if (Array.isArray(parts)) return fromArray(parts as readonly Part[])
  const shape = parts as Partial<WebStreamLike<Part> & AsyncIterable<Part> & PullSource<Part>>
  // Readers come before iterators: iterating a web stream is several times dearer.
  if (typeof shape.getReader === 'function') {
    const reader = shape.getReader()
    return { next: () => reader.read(), close: (reason) => quietly(() => reader.cancel(reason)) }
  }
  if (typeof shape[Symbol.asyncIterator] === 'function') {
    const iterator = (parts as AsyncIterable<Part>)[Symbol.asyncIterator]()
    return { next: () => iterator.next(), close: () => quietly(() => iterator.return?.()) }
  }
  if (typeof shape.next === 'function') {
    const source = parts as PullSource<Part>
    return { next: () => source.next(), close: (reason) => quietly(() => source.return?.(reason)) }
  }
  throw new TypeError('A reply needs `parts`: an array, a web stream, an async iterable or an object with next().')
}

function fromArray<Part>(parts: readonly Part[]): Source<Part> {
  let index = 0
  return {
    next: () => Promise.resolve(index < parts.length ? { done: false, value: parts[index++] } : { done: true }),
    close: () => {
      index = parts.length
    },
  }
}

/** Closing must never fail a request or raise an unhandled rejection. */
function quietly(run: () => unknown): void {
  try {
    const result = run()
    if (result instanceof Promise) result.catch(() => {})
    else if (isThenable(result)) result.then(undefined, () => {})
  } catch {
    // The source is gone already.
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
