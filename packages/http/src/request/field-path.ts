/** Of a key that a client has made up; a path is told back to it, and its keys may be of any length. */
const maxKeyLength = 40

/** Where in a body: `messages[0].content[1].text`. Long keys are cut. */
export function toFieldPath(parts: readonly PropertyKey[], base = ''): string {
  let path = base
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`
    else path += `${path === '' ? '' : '.'}${cut(String(part))}`
  }
  return path
}

function cut(key: string): string {
  return key.length > maxKeyLength ? `${key.slice(0, maxKeyLength)}…` : key
}
