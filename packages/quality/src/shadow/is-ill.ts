import { breakerKeysOf, type SavedBreakers, type Target } from '@signalbox/core'

/** Whether a breaker on the way to this target lets nothing through now. */
export function isIll(target: Target, { atMs, states }: SavedBreakers): boolean {
  return breakerKeysOf(target).some((key) => {
    const state = states[key]
    return state?.phase === 'open' && state.openUntilMs > atMs
  })
}
