import { priceAt, type ModelCard } from '@signalbox/core'
import { toPerMillion } from '../token-rate.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { isEmbedding } from './is-embedding.ts'
import type { KnownProvider } from './provider-table.ts'

/** USD per million tokens. */
export interface RatesConfig {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
}

const fields = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cacheRead: 'cache_read_input_token_cost',
  cacheWrite: 'cache_creation_input_token_cost',
} as const

/** USD per token become USD per million. What the file leaves out comes from the catalogue. */
export function toPrices(
  deployment: Deployment,
  card: ModelCard | undefined,
  known: KnownProvider,
  { account, environment, nowMs }: ImportContext,
): RatesConfig | undefined {
  const { path, info, params } = deployment
  const sections = { litellm_params: params, model_info: info }
  const rate = (name: string): number | undefined => {
    const perToken = environment.toNumber(params[name]) ?? environment.toNumber(info[name])
    const perMillion = perToken === undefined ? undefined : toPerMillion(perToken)
    return Number.isFinite(perMillion) ? perMillion : undefined
  }
  const sayOf = (name: string, fate: 'not-carried' | 'error', note: string): void => {
    for (const [section, values] of Object.entries(sections))
      if (values[name] !== undefined) account.say([...path, section, name], fate, note)
  }
  const given = Object.values(fields).filter((name) => params[name] != null || info[name] != null)
  for (const name of given)
    if (rate(name) === undefined && environment.toNumber(params[name] ?? info[name]) !== undefined)
      sayOf(name, 'error', 'This is more than can be paid. Correct it.')
  if (!given.some((name) => rate(name) !== undefined)) return undefined
  const listed = card && priceAt(card, known.pays ?? card.vendor, nowMs)?.tiers[0]
  const input = rate(fields.input) ?? listed?.inputPerMillionUsd
  const output = rate(fields.output) ?? listed?.outputPerMillionUsd ?? (isEmbedding(deployment) ? 0 : undefined)
  if (input === undefined || output === undefined) {
    for (const name of given)
      sayOf(name, 'not-carried', 'A price needs both input_cost_per_token and output_cost_per_token. Add the other.')
    return undefined
  }
  const cacheRead = rate(fields.cacheRead)
  const cacheWrite = rate(fields.cacheWrite)
  return {
    input,
    output,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
  }
}
