import type { ActualRun, KnownAnswer } from '@signalbox/quality'
import { BadRow } from './bad-row.ts'
import { toForeignRun } from './foreign-run.ts'
import { toCount, toText, unpack, type Json } from './json-fields.ts'
import { toLitellmRequest } from './litellm-request.ts'
import { toLoggedAnswer, toLoggedBody } from './logged-answer.ts'
import { toModelName } from './model-name.ts'
import type { RowReader } from './row-reader.ts'
import { toMoment } from '../to-moment.ts'

/**
 * Rows of LiteLLM's spend logs, as `/spend/logs`, `/spend/logs/v2` and the table LiteLLM_SpendLogs have them (litellm 1.106.12,
 * proxy/schema.prisma and proxy/spend_tracking, read 2026-11-25). Columns of JSON may be text or JSON.
 */
export const litellmRows: RowReader = {
  name: 'LiteLLM spend logs',
  reads: (row) => 'call_type' in row && 'spend' in row,
  saysWhatHappened: () => true,
  assumes: [],
  toPast: ({ place, json }) => {
    const id = toText(json['request_id'])
    if (id === undefined) throw new BadRow('no id', `${place} has no request_id.`)
    checkCall(json, place)
    const request = toLitellmRequest(json, place)
    return {
      id,
      atMs: toMoment(json['startTime']),
      request: { ...request, id },
      conversation: request.session ?? id,
      actual: toActual(json, request.task),
      answers: toAnswers(json),
    }
  },
}

const chats = /^(?:_?a?(?:completion|responses|responses_websocket|anthropic_messages))?$/
/** What the proxy sends by itself to see whether a model is well. */
const healthCheck = 'litellm-internal-health-check'

function checkCall(row: Json, place: string): void {
  const type = toText(row['call_type']) ?? ''
  if (!chats.test(type)) throw new BadRow(`calls of ${type}`, `${place} is a call of ${type}, which is not routed.`)
  if (row['team_id'] === healthCheck || row['api_key'] === healthCheck)
    throw new BadRow('health checks', `${place} is a health check of the proxy's own.`)
}

function toActual(row: Json, task: string | undefined): ActualRun {
  const isFailed = row['status'] === 'failure'
  return toForeignRun({
    policy: 'LiteLLM',
    kind: isFailed ? 'failed' : 'served',
    task,
    servedModel: isFailed ? undefined : modelOf(row),
    costNanoUsd: toCost(row, isFailed),
    durationMs: durationOf(row),
  })
}

/** Nothing was charged for what failed or came from the proxy's cache; else a spend of nothing is that of a price it did not know. */
function toCost(row: Json, isFailed: boolean): number | undefined {
  const { spend } = row
  if (typeof spend !== 'number' || !(spend >= 0)) return undefined
  const isCached = String(row['cache_hit']).toLowerCase() === 'true'
  return spend === 0 && !isFailed && !isCached ? undefined : Math.round(spend * 1e9)
}

function durationOf(row: Json): number | undefined {
  const told = toCount(row['request_duration_ms'])
  const [from, to] = [toMoment(row['startTime']), toMoment(row['endTime'])]
  return told ?? (from === undefined || to === undefined || to < from ? undefined : to - from)
}

function modelOf(row: Json): string | undefined {
  const model = toText(row['model'])
  return model === undefined ? undefined : toModelName(model, toText(row['custom_llm_provider']))
}

function toAnswers(row: Json): readonly KnownAnswer[] {
  const model = modelOf(row)
  if (model === undefined || row['status'] === 'failure') return []
  const body = toLoggedBody(unpack(row['response']))
  const answer: KnownAnswer = {
    by: { model },
    inputTokens: toCount(row['prompt_tokens']),
    outputTokens: toCount(row['completion_tokens']),
    durationMs: durationOf(row),
    gate: undefined,
    reply: body && toLoggedAnswer(body, { model })?.answer.reply,
    labels: [],
  }
  return [answer]
}
