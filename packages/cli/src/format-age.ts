const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** An age for people, in the largest unit of which there are two or more: `90 min`, `2 d`. */
export function formatAge(ageMs: number): string {
  const [unit, ms] = units.find(([, one]) => ageMs >= 2 * one) ?? ['s', 1_000]
  return `${Math.floor(ageMs / ms)} ${unit}`
}
