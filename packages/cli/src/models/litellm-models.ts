import { readModelGroups, type LitellmModelGroup, type LitellmRates } from '@signalbox/bridge/litellm'
import type { Output } from '../console-output.ts'
import { keyFromEnv } from '../key-from-env.ts'
import { toPlainTable } from '../plain-table.ts'
import { toBaseUrl } from '../to-base-url.ts'
import { UsageError } from '../usage-error.ts'

export interface LitellmModelsOptions {
  /** The proxy's address. */
  readonly litellm: string
  readonly keyEnv?: string | undefined
}

/** The model groups of a LiteLLM proxy that runs, with its prices and limits. @throws UsageError for a proxy that cannot be asked */
export async function litellmModels({ litellm, keyEnv }: LitellmModelsOptions, output: Output): Promise<number> {
  const baseUrl = toBaseUrl('--litellm', litellm)
  const apiKey = keyFromEnv(keyEnv, 'LITELLM_API_KEY')
  const { groups, leftOut } = await readModelGroups({ baseUrl, apiKey }).catch((error: unknown) => {
    const source = `${keyEnv ?? 'LITELLM_API_KEY'}, which is ${apiKey === undefined ? 'not set' : 'set'}`
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${message} Its key comes from ${source}; --key-env names another variable.`)
  })
  for (const { index, reason } of leftOut) output.log(`Entry ${index} is left out: ${reason}`)
  output.result(
    { proxy: baseUrl, groups, leftOut },
    () => `${toTable(groups, output.columns)}\n\n${groups.length} model groups of ${baseUrl}; $ per million tokens.\n`,
  )
  return 0
}

const columns = [
  { head: 'group', width: 20 },
  { head: 'context', width: 7 },
  { head: 'output', width: 6 },
  { head: '$ in / out', width: 11 },
  { head: 'deployments', width: 28 },
]

function toTable(groups: readonly LitellmModelGroup[], screenColumns: number): string {
  const cells = groups.map(({ name, contextTokens, maxOutputTokens, rates, deployments }) => [
    name,
    String(contextTokens ?? '?'),
    String(maxOutputTokens ?? '?'),
    toPrice(rates),
    deployments.map(({ provider = '?', model }) => `${provider}/${model}`).join('\n'),
  ])
  return toPlainTable(columns, cells, screenColumns)
}

/** Several stand one below the other. */
function toPrice(rates: readonly LitellmRates[] | undefined): string {
  if (rates === undefined || rates.length === 0) return 'price unknown'
  return rates.map(({ inputPerMillionUsd: input, outputPerMillionUsd: output }) => `${input} / ${output}`).join('\n')
}
