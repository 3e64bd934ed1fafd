import type { LexiconIndex, Phrase } from './lexicon/lexicon-index.ts'

/** A phrase found at a place. */
export interface Match {
  readonly phrase: Phrase
  readonly at: number
}

/** All phrases of the lexicons in a lower-case text, in one pass over its word starts. Of phrases of one signal at one place the longest counts. */
export function scanPhrases(text: string, index: LexiconIndex): readonly Match[] {
  const found: Match[] = []
  let isInWord = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isLetter = isWordCode(code)
    // Scripts without spaces, or with prefixes glued on: a word may start anywhere.
    const isStart = !isInWord || isUnspaced(code)
    isInWord = isLetter
    if (!isStart || code === 32 || code === 10) continue
    collect(text, at, index, found)
  }
  return found
}

/** Walks the index from a word start as far as the text follows it. */
function collect(text: string, at: number, index: LexiconIndex, found: Match[]): void {
  const first = found.length
  let node = index.next.get(text.charCodeAt(at))
  for (let end = at + 1; node !== undefined; node = node.next.get(text.charCodeAt(end++))) {
    for (const phrase of node.phrases) {
      if (phrase.isWhole && isWordCode(text.charCodeAt(end))) continue
      let rival = first
      while (rival < found.length && found[rival]?.phrase.signal !== phrase.signal) rival++
      const other = found[rival]?.phrase
      if (other === undefined || phrase.text.length * phrase.weight > other.text.length * other.weight)
        found[rival] = { phrase, at }
    }
  }
}

/** Letters, digits and combining marks of the scripts at hand; NaN (past the end) is none. */
function isWordCode(code: number): boolean {
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90)
  return (
    code >= 0xc0 &&
    !(code >= 0x2000 && code <= 0x206f) &&
    !(code >= 0x3000 && code <= 0x303f) &&
    !(code >= 0xff00 && code <= 0xff0f) &&
    code !== 0x60c &&
    code !== 0x61f &&
    code !== 0x964
  )
}

function isUnspaced(code: number): boolean {
  return (code >= 0x3040 && code <= 0x9fff) || (code >= 0x600 && code <= 0x6ff)
}
