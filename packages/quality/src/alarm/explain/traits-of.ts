import type { RequestRecord } from '@signalbox/core'
import type { LeakRow } from './leak-row.ts'
import { toFlow } from './to-flow.ts'

/** Something that can be said of a request, and that a rule could ask for. */
export interface Trait {
  /** Field of a rule's condition, `needsTools: true`: no two traits have the same. */
  readonly condition: string
  /** After "they": `have tools`. */
  readonly words: string
  /** false: known of every row, not only of those with a record of their request. */
  readonly isFromRecord: boolean
}

const recorded = (condition: string, words: string): Trait => ({ condition, words, isFromRecord: true })

const tools = [recorded('needsTools: false', 'have no tools'), recorded('needsTools: true', 'have tools')] as const
const json = {
  no: recorded('needsJson: no', 'ask for no JSON'),
  json: recorded('needsJson: json', 'ask for JSON'),
  schema: recorded('needsJson: schema', 'ask for JSON of a schema'),
}

const media = {
  image: recorded('modality: image', 'hold an image'),
  audio: recorded('modality: audio', 'hold sound'),
  video: recorded('modality: video', 'hold a video'),
  file: recorded('modality: file', 'hold a file'),
}

const toSteps = (
  field: string,
  noun: string,
  limits: readonly number[],
): readonly { readonly limit: number; readonly above: Trait; readonly below: Trait }[] =>
  limits.map((limit) => ({
    limit,
    above: recorded(`${field}: { atLeast: ${limit} }`, `have ${limit.toLocaleString('en-US')} ${noun} or more`),
    below: recorded(`${field}: { below: ${limit} }`, `have fewer than ${limit.toLocaleString('en-US')} ${noun}`),
  }))
const tokenSteps = toSteps('inputTokens', 'input tokens', [250, 1_000, 4_000, 16_000, 64_000, 256_000])
const turnSteps = toSteps('turns', 'turns', [2, 4, 8, 16])

/** What can be said of one request. */
export interface SeenTraits {
  readonly traits: readonly Trait[]
  /** false: its record is missing or cannot be read, and all that would come from it is left out. */
  readonly isRecorded: boolean
}

export function traitsOf({ requestJson, language, tenant }: LeakRow): SeenTraits {
  const traits: Trait[] = []
  if (language !== undefined)
    traits.push({
      condition: `language: ${toFlow(language)}`,
      words: `are in language ${language}`,
      isFromRecord: false,
    })
  if (tenant !== undefined)
    traits.push({ condition: `tenant: ${toFlow(tenant)}`, words: `are of tenant ${tenant}`, isFromRecord: false })
  const features = readFeatures(requestJson)
  if (features === undefined) return { traits, isRecorded: false }
  const { needsTools, needsJson, inputTokens, turns, modalities } = features
  traits.push(tools[needsTools ? 1 : 0], json[needsJson])
  for (const { limit, above, below } of tokenSteps) traits.push(inputTokens >= limit ? above : below)
  for (const { limit, above, below } of turnSteps) traits.push(turns >= limit ? above : below)
  for (const modality of modalities)
    if (modality !== 'text' && Object.hasOwn(media, modality)) traits.push(media[modality])
  return { traits, isRecorded: true }
}

function readFeatures(requestJson: string | undefined): RequestRecord['features'] | undefined {
  if (requestJson === undefined) return undefined
  try {
    const { features } = JSON.parse(requestJson) as Partial<RequestRecord>
    const isWhole =
      features !== undefined && Array.isArray(features.modalities) && Object.hasOwn(json, features.needsJson)
    return isWhole ? features : undefined
  } catch {
    return undefined
  }
}
