import { fillReferences } from './fill-references.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** An upstream with its key filled in from the environment. */
export interface ResolvedUpstream {
  readonly name: string
  readonly dialect: 'openai-chat' | 'openai-responses' | 'anthropic-messages'
  readonly baseUrl: string
  readonly apiKey: string | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  /** The gateway that stands there, by name. */
  readonly carrier: 'litellm' | 'openrouter' | undefined
  /** Fields of every request. */
  readonly body: Readonly<Record<string, unknown>> | undefined
  /** Fields of the requests of its targets, by their ids. */
  readonly bodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
  /** Environment variables it names that are not set. */
  readonly missing: readonly string[]
}

/** Fills `${NAME}` from the environment, in keys, addresses and headers alike. */
export function toUpstreams(
  config: SignalboxConfig,
  env: Readonly<Record<string, string | undefined>>,
): readonly ResolvedUpstream[] {
  return Object.entries(config.upstreams).map(([name, upstream]) => {
    const missing = new Set<string>()
    const fill = (text: string): string => fillReferences(text, env, (variable) => missing.add(variable))
    const apiKey = upstream.apiKey === undefined ? undefined : fill(upstream.apiKey)
    const headers =
      upstream.headers && Object.fromEntries(Object.entries(upstream.headers).map(([key, value]) => [key, fill(value)]))
    return {
      name,
      dialect: upstream.dialect,
      baseUrl: fill(upstream.baseUrl),
      apiKey: apiKey === '' ? undefined : apiKey,
      headers,
      carrier: upstream.carrier,
      body: upstream.body && fillIn(upstream.body, fill),
      bodies: bodiesOf(config, name, fill),
      missing: [...missing],
    }
  })
}

type Json = Readonly<Record<string, unknown>>

function bodiesOf(
  { targets }: SignalboxConfig,
  upstream: string,
  fill: (text: string) => string,
): ResolvedUpstream['bodies'] {
  const bodies = targets.flatMap(({ id, upstream: own, body }) =>
    own === upstream && body !== undefined ? [[id, fillIn(body, fill)] as const] : [],
  )
  return bodies.length === 0 ? undefined : Object.fromEntries(bodies)
}

/** References in every text of a body, however deep. */
function fillIn(body: Json, fill: (text: string) => string): Json {
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value)
    if (Array.isArray(value)) return value.map(deep)
    return typeof value === 'object' && value !== null ? fillIn(value as Json, fill) : value
  }
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, deep(value)]))
}
