import type { DialectName } from '../call/upstream.ts'
import { fromEvents } from './events-part.ts'
import { failedFinishes } from './failed-finishes.ts'
import type { EventsPart, SseEvent } from './http-part.ts'
import { toInBandError } from './in-band-error.ts'
import { isObject, type Json, listOf, objectOf, textOf } from './json-shapes.ts'
import { parseFrame } from './parse-json.ts'

export interface FramePasserOptions {
  /** OpenAI chat: the client asked for usage in the stream. */
  readonly wantsUsage: boolean
  /** Put into the last usage as `cost`, USD. */
  readonly costUsd?: (() => number | undefined) | undefined
}

/** Passes a provider's frames to a client of the same dialect. Keeps state: one per reply. */
export interface FramePasser {
  /** '' = nothing to send. */
  readonly pass: (part: EventsPart) => string
}

/**
 * Frames pass as they came. Only those that may hold usage or an error are looked into. Left out: an error and what follows it, since
 * the host tells it in its own words; `[DONE]`, which is the host's to say when the reply has proved whole; and frames that broke off.
 */
export function createFramePasser(dialect: DialectName, options: FramePasserOptions): FramePasser {
  const { needle, edit } = editors[dialect]
  let hasFailed = false
  let hasFinished = false
  const passEvent = (event: SseEvent): readonly SseEvent[] => {
    if (hasFailed) return []
    const body = parseFrame<Json>(event.data)
    if (body === undefined) return []
    if (!needle.test(event.data)) return [event]
    hasFailed = isError(body)
    const edited = hasFailed ? undefined : edit(body, options, hasFinished)
    hasFinished ||= listOf(body['choices']).some((choice) => textOf(choice['finish_reason']) !== undefined)
    if (edited === undefined) return []
    return [edited === body ? event : { ...event, data: JSON.stringify(edited) }]
  }
  return {
    pass: (part) => {
      if (!hasFailed && !needle.test(part.raw) && endsWell(part.raw)) return part.raw
      const events = part.events.flatMap(passEvent)
      const isSame = events.length === part.events.length && events.every((event, n) => event === part.events[n])
      return isSame ? part.raw : fromEvents(dialect, events).raw
    },
  }
}

/** Whether each frame ends as an object does. */
function endsWell(raw: string): boolean {
  for (let end = raw.indexOf('\n\n'); end >= 0; end = raw.indexOf('\n\n', end + 2))
    if (raw[end - 1] !== '}') return false
  return true
}

/** What a frame becomes: itself, another, or undefined = nothing. @param hasFinished a finish reason came before */
type Edit = (body: Json, options: FramePasserOptions, hasFinished: boolean) => Json | undefined

const editors: Readonly<Record<DialectName, { readonly needle: RegExp; readonly edit: Edit }>> = {
  'openai-chat': { needle: /"(?:error|usage|insufficient_system_resource|finish_reason)"(?!:null)/, edit: editChunk },
  'openai-responses': {
    needle: /"(?:error|response\.(?:completed|incomplete|failed))"(?!:null)/,
    edit: (body, { costUsd }) => {
      const response = objectOf(body['response'])
      const usage = withCost(response['usage'], costUsd)
      return usage === undefined ? body : { ...body, response: { ...response, usage } }
    },
  },
  'anthropic-messages': { needle: /"(?:error|message_delta)"/, edit: (body, { costUsd }) => withUsage(body, costUsd) },
}

function isError(body: Json): boolean {
  return (
    toInBandError(body) !== undefined ||
    body['type'] === 'response.failed' ||
    listOf(body['choices']).some((choice) => failedFinishes.has(choice['finish_reason']))
  )
}

function editChunk(body: Json, { wantsUsage, costUsd }: FramePasserOptions, hasFinished: boolean): Json | undefined {
  if (!isObject(body['usage'])) return body
  const choices = listOf(body['choices'])
  // LiteLLM counts beside a choice that says nothing.
  const isCount = choices.length === 0 || (hasFinished && choices.every((choice) => isEmpty(choice['delta'])))
  if (isCount && !wantsUsage) return undefined
  // Some servers count in every chunk; the cost is known at the end.
  const isLast = isCount || choices.some((choice) => textOf(choice['finish_reason']) !== undefined)
  return isLast && wantsUsage ? withUsage(body, costUsd) : body
}

function isEmpty(delta: unknown): boolean {
  return Object.values(objectOf(delta)).every((value) => value === null || value === undefined || value === '')
}

function withUsage(body: Json, costUsd: FramePasserOptions['costUsd']): Json {
  const usage = withCost(body['usage'], costUsd)
  return usage === undefined ? body : { ...body, usage }
}

/** undefined = there is no usage, or no cost. */
function withCost(usage: unknown, costUsd: FramePasserOptions['costUsd']): Json | undefined {
  const cost = isObject(usage) ? costUsd?.() : undefined
  return isObject(usage) && cost !== undefined ? { ...usage, cost } : undefined
}
