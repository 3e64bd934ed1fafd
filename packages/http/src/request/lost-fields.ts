import type { Target } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { audioFormats } from './audio-formats.ts'
import { expressible } from './expressible.ts'
import { anthropicEfforts, anthropicFileTypes, maxAnthropicTemperature } from './anthropic-limits.ts'
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

/** Targets whose dialect cannot say the request, for `RouteRequest.unfit`: target id -> the rest of a sentence about it. */
export function unfitTargets({ request, from, targets, dialectOf, onUnsupported }: UnfitInput): Record<string, string> {
  const unfit: [string, string][] = []
  for (const { id } of targets) {
    const to = dialectOf(id)
    if (to === undefined) continue
    const { meaning, tuning } = lostFields(request, from, to)
    const [name] = onUnsupported === 'refuse' ? [...meaning, ...tuning] : meaning
    if (name !== undefined) unfit.push([id, `cannot be sent "${name}": the dialect ${to} has no counterpart`])
  }
  return Object.fromEntries(unfit)
}

type LosesValue = Partial<Record<Expressible, (request: WireRequest) => boolean>>

/** Fields that a dialect has, but not with every value. */
const losesValue: Readonly<Record<DialectName, LosesValue>> = {
  'openai-chat': {
    audio: (request) =>
      hasMedia(request, ({ modality, source }) => modality === 'audio' && !isBase64Of(source, audioFormats)),
  },
  'openai-responses': {},
  'anthropic-messages': {
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

type Media = Extract<WirePart, { type: 'media' }>

function hasMedia({ messages }: WireRequest, test: (media: Media) => boolean): boolean {
  return messages.some(
    ({ content }) => typeof content !== 'string' && content.some((part) => part.type === 'media' && test(part)),
  )
}

function isBase64Of(source: Media['source'], types: { readonly has: (mediaType: string) => boolean }): boolean {
  return source?.kind === 'base64' && types.has(source.mediaType)
}
