import { catalog } from '@signalbox/catalog'
import { withModels } from '@signalbox/core'
import type { Output } from '../console-output.ts'
import { loadPolicy } from '../load-policy.ts'
import { litellmModels } from '../models/litellm-models.ts'
import { toModelJson, toModelRow, toModelTable } from '../models/model-row.ts'
import { openrouterModels } from '../models/openrouter-models.ts'
import { parseTime } from '../parse-time.ts'
import { UsageError } from '../usage-error.ts'
import { wrapText } from '../wrap-words.ts'

export interface ModelsOptions {
  readonly config?: string | undefined
  readonly at?: string | undefined
  readonly vendor?: string | undefined
  /** What OpenRouter has, instead of the catalogue alone. */
  readonly openrouter?: boolean | undefined
  /** Where OpenRouter is asked. */
  readonly baseUrl?: string | undefined
  /** Its list is asked for anew, however young it is. */
  readonly refresh?: boolean | undefined
  /** The address of a LiteLLM proxy: its model groups. */
  readonly litellm?: string | undefined
  /** The environment variable with the key. */
  readonly keyEnv?: string | undefined
}

/** The catalogue, OpenRouter's models or a LiteLLM proxy's, with prices at a moment and where each comes from. */
export async function models(options: ModelsOptions, output: Output): Promise<number> {
  checkFlags(options)
  const nowMs = Date.now()
  const atMs = options.at === undefined ? nowMs : parseTime(options.at, '--at', nowMs)
  if (options.litellm !== undefined) return litellmModels({ ...options, litellm: options.litellm }, output)
  if (options.openrouter === true) return openrouterModels({ ...options, atMs }, output)
  const all =
    options.config === undefined
      ? catalog
      : withModels(
          catalog,
          loadPolicy(options.config).options.catalog.models.filter((card) => catalog.find(card.id) !== card),
        )
  const rows = all.models
    .filter((card) => options.vendor === undefined || card.vendor === options.vendor)
    .map((card) => toModelRow(card, atMs))
  const at = new Date(atMs).toISOString()
  output.result(
    { at, catalog: all.version, models: rows.map(toModelJson) },
    () =>
      `${toModelTable(rows, output.columns)}\n\n${wrapText(`${rows.length} models at ${at}, $ per million tokens; ${all.version}. Sources of every fact: --json.`, output.columns)}\n`,
  )
  return 0
}

/** A flag that would change nothing is a mistake. */
function checkFlags({ config, openrouter, litellm, baseUrl, refresh, keyEnv, at, vendor }: ModelsOptions): void {
  const isOpenrouter = openrouter === true
  const isLitellm = litellm !== undefined
  const wrong = [
    isOpenrouter && isLitellm && '--openrouter goes with no --litellm',
    !isOpenrouter && baseUrl !== undefined && '--base-url goes with --openrouter',
    !isOpenrouter && refresh === true && '--refresh goes with --openrouter',
    !isOpenrouter && !isLitellm && keyEnv !== undefined && '--key-env goes with --openrouter or --litellm',
    isLitellm && (at !== undefined || vendor !== undefined) && '--at and --vendor go with no --litellm',
    (isOpenrouter || isLitellm) && config !== undefined && '--config goes with neither --openrouter nor --litellm',
  ].find((one) => one !== false)
  if (wrong !== undefined) throw new UsageError(`${wrong}. See signalbox models --help.`)
}
