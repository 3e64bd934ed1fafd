/** Where conversations stand, for `sticky`: the last served target and size of each, the oldest forgotten first. */
export interface Sessions<Mark> {
  readonly get: (session: string) => Mark | undefined
  readonly set: (session: string, mark: Mark) => void
}

export function createSessions<Mark>(limit = 10_000): Sessions<Mark> {
  const marks = new Map<string, Mark>()
  return {
    get: (session) => marks.get(session),
    set: (session, mark) => {
      // Re-inserted at the end: a Map keeps insertion order.
      marks.delete(session)
      marks.set(session, mark)
      if (marks.size > limit) marks.delete(marks.keys().next().value as string)
    },
  }
}
