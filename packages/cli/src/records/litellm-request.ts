import { createFeatures, type Features, type RouteRequest } from '@signalbox/core'
import { BadRequest, readRouteRequest, type DialectName } from '@signalbox/http'
import { BadRow } from './bad-row.ts'
import { isRecord, toCount, toText, unpack, type Json } from './json-fields.ts'

/**
 * What was asked. Prompts are in spend logs only where the proxy was told to store them, and may be cut or blackened there; without, its token
 * count is what a policy can look at. A tag `task:NAME` names the task. @throws BadRow where there is neither
 */
export function toLitellmRequest(row: Json, place: string): RouteRequest {
  const inputTokens = toCount(row['prompt_tokens']) ?? 0
  const facts = {
    model: toText(row['model_group']) ?? toText(row['model']),
    task: taskOf(row),
    tenant: toText(row['team_id']) ?? toText(row['end_user']),
    session: toText(row['session_id']),
  }
  const kept = toKept(row)
  if (kept !== undefined) {
    const request = { ...kept.request, ...facts }
    return kept.isCut && inputTokens > 0 ? { ...request, features: countedAs(request, inputTokens) } : request
  }
  if (inputTokens === 0)
    throw new BadRow('no request', `${place} has neither messages that can be read nor prompt_tokens.`)
  return { ...facts, messages: [], features: toFeatures(facts.task, inputTokens) }
}

function taskOf(row: Json): string | undefined {
  const tags = unpack(row['request_tags'])
  const found = (Array.isArray(tags) ? tags : []).find(
    (tag) => typeof tag === 'string' && /^task:./.test(tag),
  ) as unknown
  return typeof found === 'string' ? found.slice('task:'.length) : undefined
}

/** The body as it came in, else the column that is called for it; undefined = nothing that can be read was kept. */
function toKept(row: Json): { readonly request: RouteRequest; readonly isCut: boolean } | undefined {
  for (const column of [row['proxy_server_request'], row['messages']]) {
    const kept = unpack(column)
    const body = Array.isArray(kept) ? { messages: kept } : kept
    if (!isRecord(body) || !hasPrompt(body)) continue
    const text = JSON.stringify(body)
    // What the proxy writes in place of texts: turn_off_message_logging, and MAX_STRING_LENGTH_PROMPT_IN_DB.
    if (text.includes('"redacted-by-litellm"')) continue
    try {
      const request = readRouteRequest({ body, header: () => undefined, dialect: dialectOf(row) })
      return { request, isCut: text.includes('litellm_truncated') }
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
    }
  }
  return undefined
}

function hasPrompt({ messages, input }: Json): boolean {
  return (Array.isArray(messages) && messages.length > 0) || (input !== undefined && input !== '')
}

function dialectOf(row: Json): DialectName | undefined {
  const type = String(row['call_type'])
  if (type.includes('anthropic')) return 'anthropic-messages'
  return type.includes('responses') ? 'openai-responses' : undefined
}

/** Of a prompt that was cut all holds but its length. */
function countedAs(request: RouteRequest, inputTokens: number): Features {
  const known = createFeatures(request)
  return {
    ...toFeatures(known.task, inputTokens),
    taskSource: known.taskSource,
    taskConfidence: known.taskConfidence,
    language: known.language,
    needsTools: known.needsTools,
    needsJson: known.needsJson,
    needsLogprobs: known.needsLogprobs,
    modalities: known.modalities,
    difficulty: known.difficulty,
    turns: known.turns,
  }
}

function toFeatures(task: string | undefined, inputTokens: number): Features {
  return {
    inputTokens,
    task: task ?? 'unknown',
    taskSource: task === undefined ? 'unknown' : 'caller',
    taskConfidence: undefined,
    language: undefined,
    needsTools: false,
    needsJson: 'no',
    needsLogprobs: false,
    modalities: ['text'],
    difficulty: 0.5,
    turns: 1,
  }
}
