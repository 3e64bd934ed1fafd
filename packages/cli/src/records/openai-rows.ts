import type { ReplyView } from '@signalbox/core'
import { BadRequest, readRouteRequest } from '@signalbox/http'
import type { ActualRun, KnownAnswer } from '@signalbox/quality'
import { BadRow } from './bad-row.ts'
import { isRecord, toCount, toMoment, type Json } from './json-fields.ts'
import type { RowReader } from './row-reader.ts'

/**
 * OpenAI-style requests, one per line: a body of `/v1/chat/completions` or `/v1/responses` as it is; lines of a batch, `{custom_id,
 * body}`; or a log of both sides, `{request, response, created | timestamp}`. The model that was asked for is kept beside: see `toAsked`.
 */
export const openaiRows: RowReader = {
  name: 'OpenAI-style requests',
  reads: (row) => bodyOf(row) !== undefined,
  saysWhatHappened: (row) => responseOf(row) !== undefined,
  toPast: ({ place, json }) => {
    const body = bodyOf(json)
    if (body === undefined) throw new BadRow('no request', `${place} holds no request: no messages and no input.`)
    const response = responseOf(json)
    const id = String(json['custom_id'] ?? json['id'] ?? response?.['id'] ?? place)
    const request = toRequest(body, place)
    return {
      id,
      atMs: momentOf(json, response),
      request: { ...request, id },
      conversation: request.session ?? id,
      actual: response && toActual(response),
      answers: response === undefined ? [] : toAnswers(response),
    }
  },
}

function bodyOf(row: Json): Json | undefined {
  for (const candidate of [row['body'], row['request'], row])
    if (isRecord(candidate) && (Array.isArray(candidate['messages']) || candidate['input'] !== undefined))
      return candidate
  return undefined
}

/** Batches wrap the reply's body once more. */
function responseOf(row: Json): Json | undefined {
  const response = row['response']
  if (!isRecord(response)) return undefined
  return isRecord(response['body']) ? response['body'] : response
}

function toRequest(body: Json, place: string): ReturnType<typeof readRouteRequest> {
  try {
    return readRouteRequest({ body, header: () => undefined })
  } catch (error) {
    if (error instanceof BadRequest) throw new BadRow('no request', `${place}: ${error.message}`)
    throw error
  }
}

function momentOf(row: Json, response: Json | undefined): number | undefined {
  for (const value of [
    row['timestamp'],
    row['created'],
    row['created_at'],
    response?.['created'],
    response?.['created_at'],
  ]) {
    const ms = toMoment(value)
    if (ms !== undefined) return ms
  }
  return undefined
}

function toActual(response: Json): ActualRun {
  const model = typeof response['model'] === 'string' ? response['model'] : undefined
  return {
    policy: 'the log',
    kind: isRecord(response['error']) ? 'failed' : 'served',
    isVirtual: false,
    task: 'unknown',
    action: undefined,
    propensity: undefined,
    rejections: {},
    servedTarget: undefined,
    servedModel: model,
    servedTier: undefined,
    escalated: false,
    escalationCause: undefined,
    costNanoUsd: undefined,
    isCostLowerBound: true,
    baselineModel: undefined,
    baselineCostNanoUsd: undefined,
    durationMs: undefined,
    failedTargets: [],
  }
}

function toAnswers(response: Json): readonly KnownAnswer[] {
  const { model } = response
  if (typeof model !== 'string') return []
  const usage = isRecord(response['usage']) ? response['usage'] : {}
  return [
    {
      by: { model },
      inputTokens: toCount(usage['prompt_tokens'] ?? usage['input_tokens']),
      outputTokens: toCount(usage['completion_tokens'] ?? usage['output_tokens']),
      durationMs: undefined,
      gate: undefined,
      reply: replyOf(response),
      labels: [],
    },
  ]
}

function replyOf(response: Json): ReplyView | undefined {
  const choice: unknown = Array.isArray(response['choices']) ? response['choices'][0] : undefined
  const message = isRecord(choice) ? choice['message'] : undefined
  const text = isRecord(message) ? message['content'] : undefined
  if (typeof text !== 'string' || !isRecord(choice)) return undefined
  const reason = choice['finish_reason'] === 'length' ? 'length' : 'stop'
  return { text, toolCalls: [], logprobs: undefined, finish: { reason }, usage: undefined }
}
