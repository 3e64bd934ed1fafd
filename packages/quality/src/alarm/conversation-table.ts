/** Requests of a task type that resemble each other: what they leaked counts once. Plain data. */
export interface Conversation {
  readonly task: string
  /** As callers name it, whoever they are: as the router does, so that both mean the same. */
  readonly session: string
  /** When it began, ms since the epoch. */
  readonly sinceMs: number
  /** Served requests whose tier the policy chose, and those of them that leaked, while it was open. */
  readonly served: number
  readonly leaked: number
}

/** Plain data, in order of their beginning. */
export interface ConversationTableState {
  readonly open: readonly Conversation[]
  /** Those whose time was over within the last day. */
  readonly over: readonly Pick<Conversation, 'task' | 'session' | 'sinceMs'>[]
}

/** Conversations until they count, which each does once a day. */
export interface ConversationTable {
  /** Takes out those whose time is over, the oldest first, and those there is no room for. */
  readonly take: (nowMs: number) => readonly Conversation[]
  readonly takeAll: () => readonly Conversation[]
  readonly add: (of: Pick<Conversation, 'task' | 'session'>, isLeak: boolean, atMs: number) => void
  readonly state: () => ConversationTableState
}

/**
 * How long a conversation's requests count after its first. The same for all: if it depended on when they end, short ones would count first,
 * and whenever traffic swells these would speak for all.
 */
const openMs = 30 * 60_000
const dayMs = 86_400_000

/** @param most that are open, and that are remembered for a day, at a time */
export function createConversationTable(state?: ConversationTableState, most = 10_000): ConversationTable {
  const keyOf = ({ task, session }: Pick<Conversation, 'task' | 'session'>): string => JSON.stringify([task, session])
  const open = new Map((state?.open ?? []).map((one) => [keyOf(one), one]))
  const over = new Map((state?.over ?? []).map((one) => [keyOf(one), one]))
  const takeWhile = (isDue: (one: Conversation) => boolean): readonly Conversation[] => {
    const taken: Conversation[] = []
    for (const [key, one] of open) {
      if (!isDue(one)) break
      const { task, session, sinceMs } = one
      open.delete(key)
      over.set(key, { task, session, sinceMs })
      taken.push(one)
    }
    return taken
  }
  return {
    take: (nowMs) => {
      const taken = takeWhile((one) => open.size > most || isPast(one, nowMs, openMs))
      for (const [key, one] of over) {
        if (over.size <= most && !isPast(one, nowMs, dayMs)) break
        over.delete(key)
      }
      return taken
    },
    takeAll: () => takeWhile(() => true),
    add: ({ task, session }, isLeak, atMs) => {
      const key = keyOf({ task, session })
      if (over.has(key)) return
      const { sinceMs, served, leaked } = open.get(key) ?? { sinceMs: atMs, served: 0, leaked: 0 }
      open.set(key, { task, session, sinceMs, served: served + 1, leaked: leaked + Number(isLeak) })
    },
    state: () => ({ open: [...open.values()], over: [...over.values()] }),
  }
}

/** A clock that was set back by as much is no reason to wait. */
function isPast({ sinceMs }: { readonly sinceMs: number }, nowMs: number, lengthMs: number): boolean {
  return Math.abs(nowMs - sinceMs) >= lengthMs
}
