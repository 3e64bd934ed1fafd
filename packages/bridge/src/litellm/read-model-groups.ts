import { askLitellm, toLitellmRoot, type LitellmAccess } from './ask-litellm.ts'
import { toPerMillion } from './token-rate.ts'
import { parseModel } from './import/parse-model.ts'
import type { LitellmGroupMember, LitellmModelGroup, LitellmRates } from './litellm-model-group.ts'
import { modelEntrySchema, modelListSchema, type ModelEntry, type ModelInfo } from './model-info-schema.ts'

export interface LitellmModelGroups {
  /** In the proxy's order. */
  readonly groups: readonly LitellmModelGroup[]
  /** Entries that name no model group, by place in the list. */
  readonly leftOut: readonly { readonly index: number; readonly reason: string }[]
}

const path = '/v1/model/info'

/** What a proxy has configured. @throws Error for a proxy that is down, refuses the key, answers with a page, or with JSON of another kind */
export async function readModelGroups(access: LitellmAccess): Promise<LitellmModelGroups> {
  const list = modelListSchema.safeParse(await askLitellm(path, access))
  if (!list.success)
    throw new Error(
      `${toLitellmRoot(access.baseUrl)}${path} answered with JSON that is no list of models. Check the address: it is to be a LiteLLM proxy's.`,
    )
  const groups = new Map<string, ModelEntry[]>()
  const leftOut: { index: number; reason: string }[] = []
  for (const [index, value] of list.data.data.entries()) {
    const entry = modelEntrySchema.safeParse(value)
    if (!entry.success) {
      leftOut.push({ index, reason: 'It has no model_name.' })
      continue
    }
    const name = entry.data.model_name
    groups.set(name, [...(groups.get(name) ?? []), entry.data])
  }
  return { groups: [...groups].map(([name, entries]) => toGroup(name, entries)), leftOut }
}

function toGroup(name: string, entries: readonly ModelEntry[]): LitellmModelGroup {
  const infos = entries.map((entry) => entry.model_info ?? {})
  const all = (field: keyof ModelInfo): boolean | undefined => agree(infos.map((info) => info[field]))
  const modes = new Set(infos.map(({ mode }) => mode))
  const rates = infos.map(toRates)
  return {
    name,
    deployments: entries.map(toMember),
    mode: modes.size === 1 ? [...modes][0] : undefined,
    rates: rates.includes(undefined) ? undefined : distinct(rates.flatMap((of) => of ?? [])),
    contextTokens: least(infos.map((info) => info.max_input_tokens)),
    // `max_tokens` is what it gives, as of old.
    maxOutputTokens: least(infos.map((info) => info.max_output_tokens ?? info.max_tokens)),
    capabilities: {
      tools: all('supports_function_calling'),
      jsonSchema: all('supports_response_schema'),
      reasoning: all('supports_reasoning'),
      image: all('supports_vision'),
      audio: all('supports_audio_input'),
      video: all('supports_video_input'),
      file: all('supports_pdf_input'),
    },
  }
}

function toMember({ model_name, litellm_params, model_info }: ModelEntry): LitellmGroupMember {
  const named = litellm_params?.model ?? model_info?.key ?? model_name
  const parsed = parseModel(named, litellm_params?.custom_llm_provider)
  return {
    id: model_info?.id,
    provider: parsed.provider ?? model_info?.litellm_provider,
    model: parsed.name,
    baseModel: model_info?.base_model,
  }
}

/** What it costs, and what it costs at most where long prompts cost more; undefined = unknown. */
function toRates(info: Partial<ModelInfo>): readonly LitellmRates[] | undefined {
  const { input_cost_per_token: input } = info
  const output = info.output_cost_per_token ?? (info.mode === 'embedding' ? 0 : undefined)
  if (input === undefined || output === undefined) return undefined
  const { cache_read_input_token_cost: read, cache_creation_input_token_cost: written } = info
  const rates: LitellmRates = {
    inputPerMillionUsd: toPerMillion(input),
    outputPerMillionUsd: toPerMillion(output),
    ...(read !== undefined && { cacheReadPerMillionUsd: toPerMillion(read) }),
    ...(written !== undefined && { cacheWritePerMillionUsd: toPerMillion(written) }),
  }
  const mostInput = mostOf(info, 'input', input)
  const mostOutput = mostOf(info, 'output', output)
  if (mostInput === input && mostOutput === output) return [rates]
  return [rates, { inputPerMillionUsd: toPerMillion(mostInput), outputPerMillionUsd: toPerMillion(mostOutput) }]
}

function mostOf(info: Partial<ModelInfo>, side: 'input' | 'output', base: number): number {
  const above = new RegExp(`^${side}_cost_per_token_above_\\d+k_tokens$`)
  return Math.max(
    base,
    ...Object.entries(info).flatMap(([name, value]) => (above.test(name) && typeof value === 'number' ? [value] : [])),
  )
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function agree(values: readonly unknown[]): boolean | undefined {
  if (values.includes(false)) return false
  return values.every((value) => value === true) ? true : undefined
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
