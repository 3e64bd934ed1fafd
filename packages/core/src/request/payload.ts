/** Where a text holds data rather than instruction, as ranges in order. */
export type Ranges = readonly (readonly [from: number, to: number])[]

/** An instruction ends early or not at all. */
const instructionLimit = 260
const leastQuote = 6

const quotePairs: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['`', '`'],
]

/** Data found in a text. */
export interface Payload {
  readonly ranges: Ranges
  /** It begins after a question: what follows may as well be the rest of the instruction. */
  readonly isAfterQuestion: boolean
}

/** Quoted stretches, and what follows the colon, question mark or line break that ends a leading instruction. */
export function findPayload(text: string): Payload {
  const ranges = quotedRanges(text)
  const cut = leadEnd(text, ranges)
  if (cut === undefined) return { ranges, isAfterQuestion: false }
  const isAfterQuestion =
    '?？؟'.includes(text[cut - 1] ?? ' ') && !ranges.some(([from]) => from >= cut && from < cut + 3)
  const lastLine = text.lastIndexOf('\n')
  // A short closing line is where the second half of an instruction stands.
  const end = lastLine > cut && text.length - lastLine < 160 && text.length - lastLine > 8 ? lastLine : text.length
  return { ranges: [...ranges.filter(([from]) => from < cut), [cut, end]], isAfterQuestion }
}

export function isWithin(ranges: Ranges, at: number): boolean {
  return ranges.some(([from, to]) => at >= from && at < to)
}

function quotedRanges(text: string): Ranges {
  const ranges: [number, number][] = []
  for (const [open, close] of quotePairs) {
    for (let from = text.indexOf(open); from >= 0 && ranges.length < 12; from = text.indexOf(open, from + 1)) {
      const to = text.indexOf(close, from + 1)
      if (to < 0) break
      // A quote mark after a letter or digit is an apostrophe or an inch.
      if (to - from > leastQuote && !(open === close && /[\p{L}\d]/u.test(text[from - 1] ?? ' ')))
        ranges.push([from, to + 1])
      from = to
    }
  }
  return ranges.toSorted((a, b) => a[0] - b[0])
}

/** Index after the mark that ends the instruction at the head; undefined when no data follows. */
function leadEnd(text: string, quotes: Ranges): number | undefined {
  const limit = Math.min(text.length, instructionLimit)
  for (let at = 3; at < limit; at++) {
    const mark = text[at]
    if (mark === undefined || !':：?？؟\n'.includes(mark) || isWithin(quotes, at)) continue
    const rest = text.length - at
    const next = text[at + 1] ?? ''
    if (mark === ':' && !/\s|["“„«]/.test(next)) continue
    if (mark === ':' || mark === '：' ? rest > 3 : mark === '\n' ? rest > 20 : rest > 14 && /\s|["“„«「]/.test(next))
      return at + 1
  }
  return undefined
}
