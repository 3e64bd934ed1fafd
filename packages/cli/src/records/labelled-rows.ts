import type { ReplyView, RouteRequest } from '@signalbox/core'
import type { KnownAnswer } from '@signalbox/quality'
import { toRequestRow } from '../request-row.ts'
import { UsageError } from '../usage-error.ts'
import { BadRow } from './bad-row.ts'
import { isRecord, toCount, toText, type Json } from './json-fields.ts'
import { toModelName } from './model-name.ts'
import type { RowReader } from './row-reader.ts'
import { toMoment } from '../to-moment.ts'

/**
 * Questions with whether answers to them were right: `{id, prompt | messages, weak, strong, weakReply?, strongReply?, task?, at?}` of a weak and a
 * strong model, or `{.., correct: {MODEL: true | false}}` of models by name.
 */
export const labelledRows: RowReader = {
  name: 'labelled questions',
  reads: (row) => typeof row['weak'] === 'boolean' || typeof row['strong'] === 'boolean' || isRecord(row['correct']),
  saysWhatHappened: () => false,
  assumes: [],
  toPast: ({ place, json }) => {
    const request = toRequest(json, place)
    const { id } = request
    if (id === undefined || id === '') throw new BadRow('no id', `${place} has no id. Give every row its own.`)
    return {
      id,
      atMs: toMs(json['at'], place),
      request,
      conversation: request.session ?? id,
      actual: undefined,
      answers: [...toRanked('weak', json, place), ...toRanked('strong', json, place), ...toNamed(json, place)],
    }
  },
}

/** Whatever else such a row says of its request is none of ours: a benchmark has columns of its own. */
function toRequest(json: Json, place: string): RouteRequest {
  try {
    const { id, messages, tools, responseFormat } = toRequestRow(JSON.stringify(json), place)
    return {
      id,
      messages,
      tools,
      responseFormat: isRecord(responseFormat) ? responseFormat : undefined,
      maxOutputTokens: toCount(json['maxOutputTokens']),
      model: toText(json['model']),
      task: toText(json['task']),
      tenant: toText(json['tenant']),
      session: toText(json['session']),
      tags: isRecord(json['tags']) ? toTags(json['tags']) : undefined,
    }
  } catch (error) {
    if (error instanceof UsageError) throw new BadRow('no request', error.message)
    throw error
  }
}

function toTags(tags: Json): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]))
}

function toMs(at: unknown, place: string): number | undefined {
  if (at === undefined || at === null) return undefined
  const ms = toMoment(at)
  if (ms === undefined)
    throw new BadRow('no moment', `${place}: at is ${JSON.stringify(at)}; give an instant: 2026-08-20T02:00:00Z.`)
  return ms
}

function toRanked(rank: 'weak' | 'strong', json: Json, place: string): readonly KnownAnswer[] {
  const isRight = json[rank]
  const text = json[`${rank}Reply`]
  const reply = typeof text === 'string' ? toReply(text) : undefined
  if (isRight === undefined && reply === undefined) return []
  return [toAnswer({ rank }, isRight === undefined ? undefined : toLabel(isRight, rank, place), reply)]
}

function toNamed({ correct }: Json, place: string): readonly KnownAnswer[] {
  if (!isRecord(correct)) return []
  return Object.entries(correct).map(([model, isRight]) =>
    toAnswer({ model: toModelName(model) }, toLabel(isRight, `correct["${model}"]`, place), undefined),
  )
}

function toLabel(isRight: unknown, name: string, place: string): 0 | 1 {
  if (typeof isRight === 'boolean') return isRight ? 1 : 0
  throw new BadRow('no label', `${place}: ${name} must be true or false, not ${JSON.stringify(isRight)}.`)
}

function toAnswer(by: KnownAnswer['by'], score: 0 | 1 | undefined, reply: ReplyView | undefined): KnownAnswer {
  return {
    by,
    inputTokens: undefined,
    outputTokens: undefined,
    durationMs: undefined,
    gate: undefined,
    reply,
    labels: score === undefined ? [] : [{ source: 'human', score, versusN: undefined }],
  }
}

function toReply(text: string): ReplyView {
  return { text, toolCalls: [], logprobs: undefined, finish: undefined, usage: undefined }
}
