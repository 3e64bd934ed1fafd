/** The beginning of a text, at most so many characters: never half of a pair of surrogates, which not every provider takes. */
export function cutText(text: string, mostCharacters: number): string {
  return text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '')
}
