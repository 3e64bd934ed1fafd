import type { Candidate } from '../policy/candidate.ts'
import { fromOrder } from './from-order.ts'
import type { Rejection } from '../policy/rejection.ts'
import type { Choice, ChosenStep, Strategy, StrategyInput } from './strategy.ts'

export interface FallbacksOptions {
  /** What serves: a tier, a target, or a strategy of its own. */
  readonly first: string | Strategy
  /** Tiers or targets that stand in, in order, after every failure that has no list of its own. */
  readonly next?: readonly string[] | undefined
  /** Those that stand in where the prompt was too long, instead of `next`. */
  readonly contextLength?: readonly string[] | undefined
  /** Those that stand in where the provider refused the content, instead of `next`. Without them such a refusal is the answer. */
  readonly contentPolicy?: readonly string[] | undefined
}

/** A chain with lists of their own for two kinds of failure. It is the whole plan: nothing else of the policy stands in. */
export function fallbacks(options: FallbacksOptions): Strategy {
  const { first, next = [], contextLength, contentPolicy } = options
  const name = typeof first === 'string' ? first : first.name
  const notAfter = [
    ...(contextLength === undefined ? [] : (['context-length'] as const)),
    ...(contentPolicy === undefined ? [] : (['content-policy'] as const)),
  ]
  return {
    name: 'fallbacks',
    choose: (input) => {
      const chosen =
        typeof first === 'string' ? fromOrder(membersOf(input, [first]), firstOnly(name)) : first.choose(input)
      if (chosen !== undefined) {
        const leads = new Set(chosen.steps.map(({ target }) => target))
        const stand = (names: readonly string[] | undefined, when: Conditions): readonly ChosenStep[] =>
          membersOf(input, names)
            .filter(({ target }) => !leads.has(target.id))
            .map(({ target }) => ({ target: target.id, role: 'fallback', ...when }))
        return {
          ...chosen,
          steps: [
            ...chosen.steps,
            ...stand(next, notAfter.length > 0 ? { notAfter } : {}),
            // Behind `next`, so that a failure there leads to them too.
            ...stand(contextLength, { onlyAfter: ['context-length'] }),
            ...stand(contentPolicy, { onlyAfter: ['content-policy'] }),
          ],
          isWhole: true,
        }
      }
      // Its lists are asked in its place: the one for long prompts, where that is the reason.
      const isTooLong = input.rejected?.some((one) => one.code === 'context-window' && isOf(one, first)) === true
      const standIn = fromOrder(membersOf(input, isTooLong ? (contextLength ?? next) : next), {
        strategy: 'fallbacks',
        cause: 'constraint',
        reason: `nothing of ${name} may serve this request; what follows it stands in`,
      })
      return standIn && { ...standIn, isWhole: true }
    },
    references: () => {
      const inner = typeof first === 'string' ? { tiers: [first] } : first.references?.()
      return {
        tiers: [...(inner?.tiers ?? []), ...next, ...(contextLength ?? []), ...(contentPolicy ?? [])],
        targets: inner?.targets,
      }
    },
    describe: () => ({ fallbacks: { ...options, first: typeof first === 'string' ? first : first.describe() } }),
  }
}

type Conditions = Pick<ChosenStep, 'onlyAfter' | 'notAfter'>

function firstOnly(name: string): Omit<Choice, 'steps'> {
  return { strategy: 'fallbacks', cause: 'default', reason: `${name} first` }
}

/** Candidates of these tiers or targets, in the order of the names, each once. */
function membersOf({ candidates }: StrategyInput, names: readonly string[] = []): readonly Candidate[] {
  const members = names.flatMap((name) => candidates.filter(({ tier, target }) => tier === name || target.id === name))
  return [...new Set(members)]
}

/** Whether what was rejected belongs to the first of a chain; of a strategy that does not say what it refers to, anything may. */
function isOf({ target, tier }: Rejection, first: string | Strategy): boolean {
  const { tiers = [], targets = [] } = typeof first === 'string' ? { tiers: [first] } : (first.references?.() ?? {})
  const names = [...tiers, ...targets]
  return names.length === 0 || names.includes(target) || names.includes(tier)
}
