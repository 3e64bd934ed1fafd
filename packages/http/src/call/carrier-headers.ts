import type { Upstream } from './upstream.ts'

/** The client's headers that are words to this upstream's carrier; nothing else of a client's head goes on. */
export function carrierHeaders(
  { carrier }: Pick<Upstream, 'carrier'>,
  clientHeader: ((name: string) => string | undefined) | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (carrier?.passHeaders ?? []).flatMap((name) => {
      const value = clientHeader?.(name)
      return value === undefined || !/^[\x20-\x7e]{1,4000}$/.test(value) ? [] : [[name, value]]
    }),
  )
}
