/** The mock's own count: one token per four characters, one per CJK character. Simple on purpose: a test can do it by hand. */
export function countTokens(text: string): number {
  let wide = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x3040 && code <= 0xd7af) wide++
  }
  return wide + Math.ceil((text.length - wide) / 4)
}

/** Words with the space before them: what the mock streams one by one. Their concatenation is the text. */
export function toTokens(text: string): readonly string[] {
  return text.match(/\s*\S+\s*$|\s*\S+|\s+$/g) ?? []
}
