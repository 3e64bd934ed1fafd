/** Deployments left alone for a while after a failure. */
export interface Cooldowns {
  readonly note: (id: string, status: number, isAlone: boolean) => void
  readonly isCooling: (id: string) => boolean
  readonly ids: () => readonly string[]
  readonly reset: () => void
}

export const cooldownSeconds = 5

export function createCooldowns(nowMs: () => number): Cooldowns {
  const untilMs = new Map<string, number>()
  const isCooling = (id: string): boolean => (untilMs.get(id) ?? 0) > nowMs()
  return {
    // A key or a name that is wrong stays wrong; who is alone in a group is spared the rest.
    note: (id, status, isAlone) => {
      const cools = status === 401 || status === 404 || (!isAlone && (status === 402 || status === 429))
      if (cools) untilMs.set(id, nowMs() + cooldownSeconds * 1_000)
    },
    isCooling,
    ids: () => [...untilMs.keys()].filter(isCooling),
    reset: () => untilMs.clear(),
  }
}
