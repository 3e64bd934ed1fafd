import { fillReferences } from './fill-references.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** The tokens a gateway takes, filled in from the environment. */
export interface GatewayTokens {
  /** Empty = the file names none, or none of those it names is set. */
  readonly tokens: readonly string[]
  /** Environment variables they name that are not set. */
  readonly missing: readonly string[]
}

/** Fills `${NAME}` in `gateway.token`. A token of a variable that is not set is left out: an empty one would let everybody in. */
export function toGatewayTokens(
  { gateway }: Pick<SignalboxConfig, 'gateway'>,
  env: Readonly<Record<string, string | undefined>>,
): GatewayTokens {
  const missing = new Set<string>()
  const tokens = [gateway?.token ?? []].flat().flatMap((text) => {
    let isWhole = true
    const token = fillReferences(text, env, (variable) => {
      isWhole = false
      missing.add(variable)
    })
    return isWhole ? [token] : []
  })
  return { tokens, missing: [...missing] }
}
