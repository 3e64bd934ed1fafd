import type { Gone, ReplayReport } from '@signalbox/quality'

/** What was taken to be gone and is no part of B: a slip of the pen, or gone already. Said, since a limit that holds proves nothing then. */
export function toNothingGoneNotes(gone: readonly Gone[], { total }: Pick<ReplayReport, 'total'>): readonly string[] {
  const kinds = [...new Set(gone.map(({ what }) => what))].filter((what) => (total.b.rejections[what] ?? 0) === 0)
  return kinds.map((kind) => {
    const names = gone.filter(({ what }) => what === kind).map(({ value }) => value)
    return `Without ${kind} ${names.join(', ')} nothing of B is gone: no target of it is refused for that. Look at the spelling.`
  })
}
