const attempts: readonly RegExp[] = [
  /\b(ignore|disregard|forget)\b.{0,30}\b(previous|prior|above|your|all)\b.{0,30}\b(instructions?|rules|prompts?)\b/is,
  /\b(reveal|print|repeat|show)\b.{0,30}\b(system|hidden)\b.{0,10}\bprompt\b/is,
  /\byou are (now )?(DAN|in developer mode)\b/i,
]

/** Whether a text plainly asks a model to drop its instructions. An example of a guard: it stops the obvious, and nobody who means it. */
export function isJailbreak(text: string): boolean {
  return attempts.some((attempt) => attempt.test(text))
}
