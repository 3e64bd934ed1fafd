/** Where a value of a template stands: `nowhere` is a place where no text is safe. */
export type Place = 'text' | 'attribute' | 'nowhere'

const known = new WeakMap<TemplateStringsArray, readonly Place[]>()

/** The places of a template's values, read off what stands before each. */
export function placesOf(strings: TemplateStringsArray): readonly Place[] {
  let places = known.get(strings)
  if (places === undefined) {
    places = strings.slice(0, -1).map((_, index) => placeAfter(strings.slice(0, index + 1).join('0')))
    known.set(strings, places)
  }
  return places
}

function placeAfter(before: string): Place {
  if (/<(script|style)\b(?!.*<\/\1)/is.test(before)) return 'nowhere'
  // The tag that is open here, if one is: a `>` inside a quoted value does not close it.
  const tag = /<((?:[^<>"']|"[^"]*"|'[^']*')*(?:"[^"]*|'[^']*)?)$/.exec(before)?.[1]
  if (tag === undefined) return 'text'
  const name = /([\w:-]+)=(?:"[^"]*|'[^']*)$/.exec(tag)?.[1]
  if (name === undefined) return 'nowhere'
  return /^(?:style|on.*|.*href|src|srcset|action|formaction|data)$/i.test(name) ? 'nowhere' : 'attribute'
}
