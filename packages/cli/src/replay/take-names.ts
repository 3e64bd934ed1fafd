import type { PastRequest } from '@signalbox/quality'

/** How the names that callers asked for are taken: as they are, or as `auto` where the policies do not know them. */
export interface TakenNames {
  readonly past: AsyncIterable<PastRequest>
  /** Name -> requests that asked for it and were taken as `auto`. */
  readonly taken: ReadonlyMap<string, number>
}

/** So many names are told apart. */
const mostNames = 1_000

/** In records of other gateways, callers named models: what routing would have made of them is the question. @param isKept names that stay */
export function takeNames(
  past: AsyncIterable<PastRequest> | Iterable<PastRequest>,
  isKept: (name: string) => boolean,
): TakenNames {
  const taken = new Map<string, number>()
  return {
    taken,
    past: (async function* () {
      for await (const one of past) {
        const { model } = one.request
        if (model === undefined || isKept(model)) {
          yield one
          continue
        }
        const name = taken.has(model) || taken.size < mostNames ? model : '(others)'
        taken.set(name, (taken.get(name) ?? 0) + 1)
        yield { ...one, request: { ...one.request, model: undefined } }
      }
    })(),
  }
}
