/** The arguments of a call as a provider streams them: in two pieces, none of them empty. */
export function halves(text: string): readonly string[] {
  const middle = text.length >> 1
  return [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '')
}
