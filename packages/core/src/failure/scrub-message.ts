const longestMessage = 300

/** Words that carry a secret more often than not: provider key prefixes, bearer tokens, `key=` in an address. */
const secretStarts = ['sk-', 'sk_', 'pk-', 'rk-', 'xai-', 'gsk_', 'AIza', 'ya29.', 'ghp_', 'eyJ']

/** One bounded line without anything that looks like a key. Word by word, so that its time is linear. */
export function scrubMessage(text: string): string {
  const words = text.slice(0, longestMessage * 2).split(/\s+/)
  const kept = words.map((word, index) => (isSecret(word) || words[index - 1] === 'Bearer' ? '[redacted]' : word))
  const line = kept.join(' ').trim()
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line
}

function isSecret(word: string): boolean {
  const bare = word.replace(/^["'(`]+/, '')
  if (secretStarts.some((start) => bare.startsWith(start) && bare.length > start.length + 6)) return true
  return bare.includes('key=') || bare.includes('token=')
}
