import type { Dialect, PartReader } from '@signalbox/core'
import type { HttpPart } from './http-part.ts'
import { openReader } from './open-reader.ts'
import { splice } from './splice.ts'
import { toFacts } from '../call/to-facts.ts'

/** One dialect for all upstreams: every part says what it is written in, since one request may go to targets of several. */
export const httpDialect: Dialect<HttpPart> = createHttpDialect()

/** The same, and the ids of replies and tool calls are told as they are read. */
export function createHttpDialect(onId?: (id: string) => void): Dialect<HttpPart> {
  return {
    open: () => {
      let reader: PartReader<HttpPart> | undefined
      return {
        read: (part, notes) => {
          reader ??= openReader(part.dialect, onId, part.carrier)
          reader.read(part, notes)
        },
        dry: (notes) => reader?.dry?.(notes),
      }
    },
    toFacts,
    splice,
  }
}
