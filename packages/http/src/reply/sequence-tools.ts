import type { Said } from './frame-writer.ts'
import { isObject } from './json-shapes.ts'
import { parseFrame } from './parse-json.ts'

/** Puts calls one after another. Keeps state: one per reply. */
export interface ToolSequencer {
  readonly next: (event: Said) => readonly Said[]
  /** What is held still, every call with its end. */
  readonly rest: () => readonly Said[]
}

/**
 * Chat tells no call's end before its own, and may send the pieces of several calls by turns. A call whose arguments are whole ends when
 * something else begins; while they are not, all else waits for its end.
 */
export function createToolSequencer(): ToolSequencer {
  let open: { readonly index: number; argumentsJson: string } | undefined
  let held: Said[] = []
  const endedEarly = new Set<number>()
  const next = (event: Said): readonly Said[] => {
    if ('index' in event && endedEarly.has(event.index)) {
      if (event.kind !== 'tool-delta') endedEarly.delete(event.index)
      // White space behind the arguments, and an end that is told already.
      if (event.kind !== 'tool-start') return []
    }
    if (open === undefined) {
      if (event.kind === 'tool-start') open = { index: event.index, argumentsJson: '' }
      return [event]
    }
    if (!('index' in event) || event.index !== open.index)
      return held.length === 0 ? interrupt(open, event) : hold(event)
    if (event.kind === 'tool-end') return end(event)
    if (event.kind === 'tool-delta') open.argumentsJson += event.argumentsJson
    return [event]
  }
  /** Asked once a call: what is not whole at the first interruption comes by turns. */
  const interrupt = ({ index, argumentsJson }: NonNullable<typeof open>, event: Said): readonly Said[] => {
    if (!isObject(parseFrame(argumentsJson))) return hold(event)
    endedEarly.add(index)
    return [...end({ kind: 'tool-end', index }), ...next(event)]
  }
  const hold = (event: Said): readonly Said[] => {
    held.push(event)
    return []
  }
  const end = (event: Said): readonly Said[] => {
    open = undefined
    const waiting = held
    held = []
    return [event, ...waiting.flatMap(next)]
  }
  const rest = (): readonly Said[] =>
    open === undefined ? [] : [...end({ kind: 'tool-end', index: open.index }), ...rest()]
  return { next, rest }
}
