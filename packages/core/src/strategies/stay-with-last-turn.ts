import type { Choice, StrategyInput } from './strategy.ts'

/**
 * A turn that waits for its tool results, and holds parts only its own model takes back, goes on where it began, whatever the
 * strategy would choose now: only an open breaker or a broken constraint moves it, and then the host has to clean the history.
 * @param tier the tier the caller asked for; a turn of another tier does not hold him
 */
export function stayWithLastTurn(
  choice: Choice | undefined,
  { request, candidates, snapshot }: StrategyInput,
  tier?: string,
): Choice | undefined {
  const { lastTurn } = request
  if (lastTurn?.isBound !== true) return choice
  const here = candidates.find(({ target }) => target.id === lastTurn.target)
  if (here === undefined || snapshot.health[here.target.id]?.isOpen === true) return choice
  if (tier !== undefined && here.tier !== tier) return choice
  return {
    strategy: choice?.strategy ?? 'last-turn',
    // No draw could have moved it.
    cause: choice === undefined || choice.cause === 'exploration' ? 'default' : choice.cause,
    reason: `stays on ${here.target.id}, whose turn waits for its tool results${choice ? ` (${choice.reason})` : ''}`,
    steps: [
      { target: here.target.id, role: 'chosen' },
      ...(choice?.steps ?? [])
        .filter((step) => step.target !== here.target.id)
        .map(({ target, onlyAfter, notAfter }) => ({ target, onlyAfter, notAfter, role: 'fallback' as const })),
    ],
    isWhole: choice?.isWhole,
  }
}
