import type { Upstream } from './upstream.ts'

/** Words of a header this long are held to be secret. */
const minSecretLength = 8

/** A word this long stands in no answer by chance. */
const leastInAnswers = 12

/** @param isAnswer only what could be nothing else is taken out: a short key may be a word. Default false */
export type SecretHider = (text: string, isAnswer?: boolean) => string

/** Takes an upstream's key, and whatever of its headers could be one, out of a text of the provider's. */
export function secretHider(upstream: Upstream): SecretHider {
  const known = hiders.get(upstream) ?? createHider(upstream)
  hiders.set(upstream, known)
  return known
}

/** An upstream is configuration: it lives as long as its gateway. */
const hiders = new WeakMap<Upstream, SecretHider>()

function createHider({ apiKey, headers = {} }: Upstream): SecretHider {
  const words = Object.values(headers)
    .flatMap((value) => [value, ...value.split(/\s+/)])
    .filter(({ length }) => length >= minSecretLength)
  // The longest first, so that none leaves the rest of another behind.
  const secrets = [...words, apiKey ?? ''].filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  const long = secrets.filter(({ length }) => length >= leastInAnswers)
  return (text, isAnswer = false) =>
    (isAnswer ? long : secrets).reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
}
