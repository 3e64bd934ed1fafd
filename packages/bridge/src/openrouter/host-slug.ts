/** `Google AI Studio` and `google-ai-studio` are one. */
function toSlug(host: string): string {
  return host.toLowerCase().replaceAll(/[\s._]+/g, '-')
}

/** Whether the first names the second too: a slug without a part (`deepinfra`) stands for all of its parts (`deepinfra/turbo`). */
export function coversHost(wide: string, narrow: string): boolean {
  const [whole, part] = [toSlug(wide), toSlug(narrow)]
  return whole === part || part.startsWith(`${whole}/`)
}

/** The hosts that both lists name, the narrower name of each, in the order of the first. */
export function intersectHosts(first: readonly string[], second: readonly string[]): string[] {
  const both = first.flatMap((one) =>
    second.some((other) => coversHost(other, one)) ? [one] : second.filter((other) => coversHost(one, other)),
  )
  return uniteHosts(both, [])
}

/** The hosts that either list names, each once. */
export function uniteHosts(first: readonly string[], second: readonly string[]): string[] {
  const bySlug = new Map<string, string>()
  for (const host of [...first, ...second]) if (!bySlug.has(toSlug(host))) bySlug.set(toSlug(host), host)
  return [...bySlug.values()]
}

/** The hosts of the first list that the second does not name. */
export function withoutHosts(hosts: readonly string[], ignored: readonly string[]): string[] {
  return hosts.filter((host) => !ignored.some((one) => coversHost(one, host)))
}
