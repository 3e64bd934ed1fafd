/** Words on lines of at most so many columns, each line indented; a word that is longer has a line of its own. */
export function wrapWords(words: readonly string[], columns: number, indent = ''): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(indent + word)
  }
  return lines
}

/** A sentence, the same way. */
export function wrapText(text: string, columns: number, indent = ''): string {
  return wrapWords(text.split(/\s+/), columns, indent).join('\n')
}
