/** Groups of digits, 13 in all at least. What follows a point is the end of an amount, what follows a star is redacted already. */
const digitRun = /(?<![\d.*])\d(?:[ -]?\d){12,}/g

/** Card numbers in a text, as `****1111`: whole groups of together 13 to 19 digits that pass Luhn's check (ISO/IEC 7812-1). */
export function redactCards(text: string): string {
  return text.replaceAll(digitRun, redactRun)
}

/** A card may stand beside other numbers, its date of expiry for one: every stretch of groups is tried, the longest first. */
function redactRun(run: string): string {
  const pieces = run.split(/([ -])/)
  const redacted: string[] = []
  for (let at = 0; at < pieces.length;) {
    const card = cardAt(pieces, at)
    redacted.push(card === undefined ? (pieces[at] ?? '') : `****${card.digits.slice(-4)}`)
    at += card?.length ?? 1
  }
  return redacted.join('')
}

/** 19 groups of one digit, and what stands between them. */
const mostPieces = 37

/** The card that starts at this piece, and how many pieces it is. Groups have even places. */
function cardAt(
  pieces: readonly string[],
  at: number,
): { readonly digits: string; readonly length: number } | undefined {
  if (at % 2 === 1) return undefined
  const most = Math.min(mostPieces, pieces.length - at)
  for (let length = most; length > 0; length -= 2) {
    const groups = pieces.slice(at, at + length).filter((_, index) => index % 2 === 0)
    const digits = groups.join('')
    if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return { digits, length }
  }
  return undefined
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let fromEnd = 0; fromEnd < digits.length; fromEnd++) {
    const digit = Number(digits.at(-1 - fromEnd))
    const doubled = fromEnd % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
