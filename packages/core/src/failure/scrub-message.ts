const longestMessage = 300

/** Beginnings of the providers' keys, and of tokens that are not for a log, wherever they stand in a word. */
const keys = /(?:sk-|sk_|pk-|rk-|xai-|gsk_|AIza|ya29\.|ghp_|eyJ)[\w.-]{6,}/g
const named = /\b(?:api[_-]?key|key|token|secret|password)=[^\s&"']+/gi
const bearer = /\bBearer\s+[\w.~+/=-]{6,}/g
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g

/** One bounded line without control characters or anything that looks like a key. Linear in what is looked at, which is bounded. */
export function scrubMessage(text: string): string {
  const line = text
    .slice(0, longestMessage * 2)
    .replaceAll(controls, '')
    .replaceAll(bearer, 'Bearer [redacted]')
    .replaceAll(keys, '[redacted]')
    .replaceAll(named, '[redacted]')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line
}
