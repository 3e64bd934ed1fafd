/** Gives each thing a name of its own: the wanted one, else with `-2`, `-3` behind it. */
export type NameUniquely = (wanted: string) => string

export function createUniqueNames(taken: readonly string[] = []): NameUniquely {
  const used = new Set(taken)
  return (wanted) => {
    let name = wanted
    for (let count = 2; used.has(name); count++) name = `${wanted}-${count}`
    used.add(name)
    return name
  }
}
