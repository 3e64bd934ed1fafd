import { costNanoUsd } from '../catalog/cost-of.ts'
import type { Candidate } from '../policy/candidate.ts'
import type { Choice, Strategy, StrategyInput } from './strategy.ts'

export interface StickyOptions {
  /** How long a provider's prompt cache is taken to hold, ms. Default 300,000. */
  readonly cacheTtlMs?: number | undefined
}

/**
 * A conversation stays on its model while leaving costs more prompt cache than it saves: the cached prefix would have to be
 * read anew at the full input rate elsewhere. Compares this turn's expected cost here, prefix cached, with the inner choice's.
 * A conversation is never held below the tier the inner strategy asks for.
 */
export function sticky(inner: Strategy, options: StickyOptions = {}): Strategy {
  const { cacheTtlMs = 300_000 } = options
  return {
    name: 'sticky',
    choose: (input) => {
      const drawn = inner.choose(input)
      const { session, nowMs } = input.snapshot
      if (drawn === undefined || session === undefined || nowMs - session.atMs > cacheTtlMs) return drawn
      // Which other draws would have ended here too, nobody has tried.
      const choice: Choice = drawn.propensity === undefined ? drawn : { ...drawn, propensity: 'unknown' }
      const here = find(input, session.target)
      const there = find(input, choice.steps[0]?.target)
      if (here === undefined || there === undefined || here === there || here.tierRank < there.tierRank) return choice
      const stay = costWithCache(here, input, session.inputTokens)
      const leave = there.expectedCostNanoUsd
      if (stay === undefined || leave === undefined || stay > leave) return choice
      return {
        ...choice,
        strategy: 'sticky',
        // No draw has led to a tier other than the one drawn.
        cause: choice.cause === 'exploration' && here.tier !== there.tier ? 'default' : choice.cause,
        reason: `stays on ${here.target.id}: ${session.inputTokens} tokens are cached there, leaving would cost more (${choice.reason})`,
        steps: [
          { target: here.target.id, role: 'chosen' },
          ...choice.steps
            .filter((step) => step.target !== here.target.id)
            .map(({ target, onlyAfter, notAfter }) => ({ target, onlyAfter, notAfter, role: 'fallback' as const })),
        ],
      }
    },
    references: () => inner.references?.() ?? {},
    describe: () => ({ sticky: { inner: inner.describe(), cacheTtlMs } }),
  }
}

function find(input: StrategyInput, target: string | undefined): Candidate | undefined {
  return input.candidates.find((candidate) => candidate.target.id === target)
}

function costWithCache(candidate: Candidate, input: StrategyInput, cachedTokens: number): number | undefined {
  const { price, expectedCostNanoUsd } = candidate
  const { inputTokens } = input.features
  if (price === undefined || expectedCostNanoUsd === undefined) return undefined
  const plain = costNanoUsd(price, { inputTokens, outputTokens: 0 })
  const cached = costNanoUsd(price, {
    inputTokens,
    outputTokens: 0,
    cacheReadTokens: Math.min(cachedTokens, inputTokens),
  })
  return plain === undefined || cached === undefined ? undefined : expectedCostNanoUsd - plain + cached
}
