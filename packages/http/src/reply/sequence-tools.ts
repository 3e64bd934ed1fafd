import type { Said } from './frame-writer.ts'

/** Puts calls one after another. Keeps state: one per reply. */
export interface ToolSequencer {
  readonly next: (event: Said) => readonly Said[]
  /** What is held still, every call with its end. */
  readonly rest: () => readonly Said[]
}

/** Chat may send the pieces of several calls by turns; the others open a block when the last is closed. What does not belong to the open call waits for its end. */
export function createToolSequencer(): ToolSequencer {
  let open: number | undefined
  let held: Said[] = []
  const next = (event: Said): readonly Said[] => {
    if (open === undefined) {
      if (event.kind === 'tool-start') open = event.index
      return [event]
    }
    const isOfOpen = 'index' in event && event.index === open
    if (!isOfOpen) {
      held.push(event)
      return []
    }
    if (event.kind !== 'tool-end') return [event]
    open = undefined
    const waiting = held
    held = []
    return [event, ...waiting.flatMap(next)]
  }
  const rest = (): readonly Said[] =>
    open === undefined ? [] : [...next({ kind: 'tool-end', index: open }), ...rest()]
  return { next, rest }
}
