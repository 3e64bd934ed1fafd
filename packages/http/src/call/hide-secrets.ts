import type { Upstream } from './upstream.ts'

/** Words of a header this long are held to be secret. */
const minSecretLength = 8

/** Takes an upstream's key, and whatever of its headers could be one, out of a text of the provider's. */
export function secretHider(upstream: Upstream): (text: string) => string {
  const known = hiders.get(upstream) ?? createHider(upstream)
  hiders.set(upstream, known)
  return known
}

/** An upstream is configuration: it lives as long as its gateway. */
const hiders = new WeakMap<Upstream, (text: string) => string>()

function createHider({ apiKey, headers = {} }: Upstream): (text: string) => string {
  const words = Object.values(headers)
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter(({ length }) => length >= minSecretLength)
  // The longest first, so that none leaves the rest of another behind.
  const secrets = [...words, apiKey ?? ''].filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}
