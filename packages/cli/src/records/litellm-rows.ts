import { catalog } from '@signalbox/catalog'
import { createMatchModel } from '@signalbox/bridge/litellm'
import type { RouteRequest } from '@signalbox/core'
import { BadRequest, readRouteRequest } from '@signalbox/http'
import type { ActualRun, KnownAnswer } from '@signalbox/quality'
import { BadRow } from './bad-row.ts'
import { isRecord, toCount, toMoment, type Json } from './json-fields.ts'
import type { RowReader } from './row-reader.ts'

const matchModel = createMatchModel(catalog)

/**
 * Rows of LiteLLM's spend logs, as `/spend/logs` and its table LiteLLM_SpendLogs have them (schema of litellm 1.106.12). Prompts are in
 * them only where the proxy was told to store them; without, tokens, tags and what was called are what a policy can look at. A tag
 * `task:NAME` names the task.
 */
export const litellmRows: RowReader = {
  name: 'LiteLLM spend logs',
  reads: (row) => 'call_type' in row && 'spend' in row,
  saysWhatHappened: () => true,
  toPast: ({ place, json }) => {
    const id = json['request_id']
    if (typeof id !== 'string' || id === '') throw new BadRow('no id', `${place} has no request_id.`)
    if (!isChat(json['call_type']))
      throw new BadRow('no chat', `${place} is a call of ${String(json['call_type'])}, which is not routed.`)
    const session = toText(json['session_id'])
    const request = { ...toRequest(json), id, session, tenant: toText(json['team_id']) ?? toText(json['end_user']) }
    return {
      id,
      atMs: toMoment(json['startTime']),
      request,
      conversation: session ?? id,
      actual: toActual(json),
      answers: toAnswers(json),
    }
  },
}

function isChat(callType: unknown): boolean {
  return typeof callType === 'string' && /^(?:a?completion|a?responses|anthropic_messages|)$/.test(callType)
}

function toRequest(row: Json): RouteRequest {
  const task = tagsOf(row)
    .find((tag) => tag.startsWith('task:'))
    ?.slice(5)
  const group = toText(row['model_group']) ?? toText(row['model'])
  for (const body of [row['proxy_server_request'], { messages: row['messages'] }]) {
    const plain = typeof body === 'string' ? parse(body) : body
    if (!isRecord(plain) || !Array.isArray(plain['messages']) || plain['messages'].length === 0) continue
    try {
      return { ...readRouteRequest({ body: { ...plain, model: group }, header: () => undefined }), task }
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error
    }
  }
  const inputTokens = toCount(row['prompt_tokens'])
  if (inputTokens === undefined || inputTokens === 0)
    throw new BadRow('no request', 'A row without messages and without prompt_tokens says nothing to decide on.')
  return {
    model: group,
    messages: [],
    features: {
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
    },
  }
}

function tagsOf(row: Json): readonly string[] {
  const tags = typeof row['request_tags'] === 'string' ? parse(row['request_tags']) : row['request_tags']
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

function toActual(row: Json): ActualRun {
  const startedMs = toMoment(row['startTime'])
  const endedMs = toMoment(row['endTime'])
  const { spend } = row
  const isFailed = row['status'] === 'failure'
  const isKnown = typeof spend === 'number' && spend >= 0 && !(spend === 0 && !isFailed && row['cache_hit'] !== 'True')
  return {
    policy: 'LiteLLM',
    kind: isFailed ? 'failed' : 'served',
    isVirtual: false,
    task:
      tagsOf(row)
        .find((tag) => tag.startsWith('task:'))
        ?.slice(5) ?? 'unknown',
    action: undefined,
    propensity: undefined,
    rejections: {},
    servedTarget: undefined,
    servedModel: isFailed ? undefined : modelOf(row),
    servedTier: undefined,
    escalated: false,
    escalationCause: undefined,
    // A served request at no cost is one whose price LiteLLM does not know.
    costNanoUsd: isKnown ? Math.round(spend * 1e9) : undefined,
    isCostLowerBound: !isKnown,
    baselineModel: undefined,
    baselineCostNanoUsd: undefined,
    durationMs: startedMs === undefined || endedMs === undefined ? undefined : endedMs - startedMs,
    failedTargets: [],
  }
}

/** By the catalogue's name where it has one, else as the log has it. */
function modelOf(row: Json): string | undefined {
  const model = toText(row['model'])
  return model && (matchModel(model, toText(row['custom_llm_provider']))?.id ?? model)
}

function toAnswers(row: Json): readonly KnownAnswer[] {
  const model = modelOf(row)
  if (model === undefined || row['status'] === 'failure') return []
  return [
    {
      by: { model },
      inputTokens: toCount(row['prompt_tokens']),
      outputTokens: toCount(row['completion_tokens']),
      durationMs: undefined,
      gate: undefined,
      reply: undefined,
      labels: [],
    },
  ]
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
