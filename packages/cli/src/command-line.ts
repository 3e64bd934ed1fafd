/** The command that was given, to be given again: its words and options, in shell quotes where they need some. */
export function toCommandLine(verb: string, options: object, words: readonly string[] = []): string {
  const flags = Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    if (value === true) return [flag]
    if (Array.isArray(value)) return value.flatMap((one) => [flag, quote(String(one))])
    return typeof value === 'string' ? [flag, quote(value)] : []
  })
  return ['signalbox', verb, ...words.map(quote), ...flags].join(' ')
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
