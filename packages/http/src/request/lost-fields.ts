import type { Target } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { audioFormats } from './audio-formats.ts'
import { expressible } from './expressible.ts'
import { isStrictTool } from './tool-schema.ts'
import { anthropicEfforts, anthropicFileTypes, maxAnthropicName, maxAnthropicTemperature } from './anthropic-limits.ts'
import { isToolName } from './fit-calls.ts'
import { maxChatStops, maxOpenaiName } from './openai-limits.ts'
import { isBlank } from './says-nothing.ts'
import type { Expressible, WirePart, WireRequest } from './wire-request.ts'

/** Fields of a client's body that another dialect cannot say, in the client's words. */
export interface LostFields {
  /** Without them the answer would be another. */
  readonly meaning: readonly string[]
  /** Left out, and named. */
  readonly tuning: readonly string[]
}

/** What gets lost between two dialects; between a dialect and itself, nothing. */
export function lostFields(request: WireRequest, from: DialectName, to: DialectName): LostFields {
  if (from === to) return { meaning: [], tuning: [] }
  const lost = (request.fields ?? []).filter(
    ({ as }) => as === undefined || !expressible[to].has(as) || (losesValue[to][as]?.(request) ?? false),
  )
  const namesOf = (wanted: 'meaning' | 'tuning'): readonly string[] =>
    lost.filter(({ kind }) => kind === wanted).map(({ name }) => name)
  return { meaning: namesOf('meaning'), tuning: namesOf('tuning') }
}

export interface UnfitInput {
  readonly request: WireRequest
  readonly from: DialectName
  readonly targets: readonly Target[]
  /** By target id; undefined = no upstream, which shows when it is called. */
  readonly dialectOf: (target: string) => DialectName | undefined
  readonly onUnsupported: 'drop' | 'refuse'
}

/** A field of the client's that keeps a target from being asked. */
export interface UnfitField {
  /** In the client's words. */
  readonly field: string
  /** The rest of a sentence about the target, for `RouteRequest.unfit`. */
  readonly reason: string
}

/** Targets whose dialect cannot say the request, by target id. */
export function unfitTargets(input: UnfitInput): ReadonlyMap<string, UnfitField> {
  const { request, from, targets, dialectOf, onUnsupported } = input
  const unfit = new Map<string, UnfitField>()
  if (request.fields === undefined || request.fields.length === 0) return unfit
  const firstLost = new Map<DialectName, string | undefined>()
  for (const { id } of targets) {
    const to = dialectOf(id)
    if (to === undefined || to === from) continue
    if (!firstLost.has(to)) {
      const { meaning, tuning } = lostFields(request, from, to)
      firstLost.set(to, onUnsupported === 'refuse' ? [...meaning, ...tuning][0] : meaning[0])
    }
    const field = firstLost.get(to)
    if (field !== undefined)
      unfit.set(id, { field, reason: `cannot be sent "${field}": the dialect ${to} has no counterpart` })
  }
  return unfit
}

type LosesValue = Partial<Record<Expressible, (request: WireRequest) => boolean>>

const openai: LosesValue = {
  tools: losesName(maxOpenaiName),
  strictTools: losesStrict,
  maxOutputTokens: ({ maxOutputTokens }) => maxOutputTokens === 0,
}

/** Fields that a dialect has, but not with every value. */
const losesValue: Readonly<Record<DialectName, LosesValue>> = {
  'openai-chat': {
    ...openai,
    stop: ({ sampling }) => (sampling?.stop?.length ?? 0) > maxChatStops,
    audio: (request) =>
      hasMedia(request, ({ modality, source }) => modality === 'audio' && !isBase64Of(source, audioFormats)),
  },
  'openai-responses': openai,
  'anthropic-messages': {
    tools: losesName(maxAnthropicName),
    strictTools: losesStrict,
    stop: ({ sampling }) => sampling?.stop?.some(isBlank) ?? false,
    temperature: ({ sampling }) => (sampling?.temperature ?? 0) > maxAnthropicTemperature,
    reasoningEffort: ({ sampling }) => !anthropicEfforts.has(sampling?.reasoningEffort ?? ''),
    fileBytes: (request) =>
      hasMedia(
        request,
        ({ modality, source }) =>
          modality === 'file' && source?.kind === 'base64' && !anthropicFileTypes.has(source.mediaType),
      ),
  },
}

/** An answer calls a tool by its name: it cannot have another one on the way. */
function losesName(maxLength: number): (request: WireRequest) => boolean {
  return ({ tools = [] }) => !tools.every(({ name }) => isToolName(name, maxLength))
}

function losesStrict({ tools = [] }: WireRequest): boolean {
  return tools.some((tool) => tool.strict === true && !isStrictTool(tool))
}

type Media = Extract<WirePart, { type: 'media' }>

function hasMedia({ messages }: WireRequest, test: (media: Media) => boolean): boolean {
  return messages.some(
    ({ content }) => typeof content !== 'string' && content.some((part) => part.type === 'media' && test(part)),
  )
}

function isBase64Of(source: Media['source'], types: { readonly has: (mediaType: string) => boolean }): boolean {
  return source?.kind === 'base64' && types.has(source.mediaType)
}
