/** Who made which reply and which tool call, by the ids the provider gave them. Bounded: the oldest are forgotten. */
export interface TurnMemory {
  readonly remember: (ids: readonly string[], target: string) => void
  /** Target id; undefined = not made here, or long ago. */
  readonly makerOf: (id: string) => string | undefined
}

const longestId = 512

export function createTurnMemory(limit = 20_000): TurnMemory {
  const makers = new Map<string, string>()
  return {
    remember: (ids, target) => {
      for (const id of ids) {
        // A provider may name things at any length.
        if (id.length > longestId) continue
        makers.delete(id)
        makers.set(id, target)
      }
      for (const oldest of makers.keys()) {
        if (makers.size <= limit) break
        makers.delete(oldest)
      }
    },
    makerOf: (id) => makers.get(id),
  }
}
