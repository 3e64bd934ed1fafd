/** Gives each thing a name of its own: the wanted one, else with a number behind it. */
export type NameUniquely = (wanted: string) => string

/** @param toNumbered the wanted name with a number. Default: `name-2` */
export function createUniqueNames(
  used: Set<string>,
  toNumbered = (wanted: string, count: number): string => `${wanted}-${count}`,
): NameUniquely {
  // Where the search for a free number goes on: thousands may want the same name.
  const counts = new Map<string, number>()
  return (wanted) => {
    let name = wanted
    let count = counts.get(wanted) ?? 2
    for (; used.has(name); count++) name = toNumbered(wanted, count)
    counts.set(wanted, count)
    used.add(name)
    return name
  }
}
