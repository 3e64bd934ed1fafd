import type { PastRequest, Side } from '@signalbox/quality'
import { UsageError } from '../usage-error.ts'

/** How the names that callers asked for are taken: as they are, or as `auto`. */
export interface TakenNames {
  readonly past: AsyncIterable<PastRequest>
  /** Filled while it is read: name -> requests that asked for it and were taken as `auto`. */
  readonly taken: ReadonlyMap<string, number>
}

/** `auto`: whatever callers asked for; `asked`: names stay, and those a policy does not know have no route. */
export type NameRule = 'auto' | 'asked'

/** So many names are told apart. */
const mostNames = 1_000

/** @throws UsageError */
export function parseNameRule(text: string | undefined): NameRule | undefined {
  if (text === undefined || text === 'auto' || text === 'asked') return text
  throw new UsageError(`--as ${text}: choose auto or asked.`)
}

/**
 * Without a rule, names of a ledger stay: they were this policy's own. Callers of other gateways named models, and what routing would have made of
 * their requests is the question: only virtual ids stay, and names that a policy has made an alias.
 */
export function toKeptNames(
  rule: NameRule | undefined,
  isLedger: boolean,
  sides: readonly Side[],
): (name: string) => boolean {
  if (rule === 'asked' || (rule === undefined && isLedger)) return () => true
  if (rule === 'auto') return () => false
  const aliases = new Set(sides.flatMap(({ options }) => Object.keys(options.aliases ?? {})))
  return (name) => name === 'auto' || /^(?:task|tier):/.test(name) || aliases.has(name)
}

/** @param isKept names that stay */
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

/** What was taken, as a sentence; empty = nothing was. */
export function toTakenNote({ taken }: TakenNames): readonly string[] {
  if (taken.size === 0) return []
  const names = [...taken]
    .toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .map(([name, n]) => `${name} ${n}`)
  const more = names.length > 5 ? `, ${names.length - 5} more names` : ''
  return [
    `Requests that named a model are taken as auto (${names.slice(0, 5).join(', ')}${more}): --as asked keeps the names.`,
  ]
}
