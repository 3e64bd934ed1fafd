import { keyAt, type LexiconIndex, type Phrase } from './lexicon/lexicon-index.ts'

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
    const one = index.get(code * 65_536)
    const two = index.get(keyAt(text, at))
    if (one !== undefined) collect(text, at, one, found)
    if (two !== undefined && two !== one) collect(text, at, two, found)
  }
  return found
}

function collect(text: string, at: number, bucket: readonly Phrase[], found: Match[]): void {
  for (const phrase of bucket) {
    if (!text.startsWith(phrase.text, at)) continue
    if (phrase.isWhole && isWordCode(text.charCodeAt(at + phrase.text.length))) continue
    const last = found.at(-1)
    if (last !== undefined && last.at === at && last.phrase.signal === phrase.signal) {
      if (phrase.text.length * phrase.weight > last.phrase.text.length * last.phrase.weight)
        found[found.length - 1] = { phrase, at }
    } else found.push({ phrase, at })
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
