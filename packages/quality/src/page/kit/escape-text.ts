const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Controls, halves of a surrogate pair, and the invisible characters that turn or hide what stands beside them (Unicode TR 36), but not
 * the joiners that emoji and some scripts need.
 */
const unseen = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/** Text for a page, in an element or a quoted attribute; what nobody would see is written out as [U+202E]. */
export function escapeText(text: string): string {
  return text
    .replaceAll(unseen, (one) => `[U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replaceAll(/[&<>"'`]/g, (one) => entities[one] ?? one)
}
