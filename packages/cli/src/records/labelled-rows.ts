import type { ReplyView } from '@signalbox/core'
import type { KnownAnswer } from '@signalbox/quality'
import { toRequestRow } from '../request-row.ts'
import { UsageError } from '../usage-error.ts'
import { BadRow } from './bad-row.ts'
import type { RowReader } from './row-reader.ts'

/**
 * Rows `{id, prompt | messages, weak, strong, weakReply?, strongReply?, task?, at?}`: whether a weak and a strong model answered right, and
 * what they said.
 */
export const labelledRows: RowReader = {
  name: 'labelled questions',
  reads: (row) => typeof row['weak'] === 'boolean' || typeof row['strong'] === 'boolean',
  saysWhatHappened: () => false,
  toPast: ({ place, json }) => {
    const { id, messages, tools, responseFormat, maxOutputTokens, tenant, tags, session, model } = toRequest(
      json,
      place,
    )
    if (id === undefined || id === '') throw new BadRow('no id', `${place} has no id. Give every row its own.`)
    const task = typeof json['task'] === 'string' ? json['task'] : undefined
    return {
      id,
      atMs: toMs(json['at'], place),
      request: { id, messages, tools, responseFormat, maxOutputTokens, tenant, tags, session, task, model },
      conversation: session ?? id,
      actual: undefined,
      answers: [toAnswer('weak', json, place), toAnswer('strong', json, place)],
    }
  },
}

function toRequest(json: Readonly<Record<string, unknown>>, place: string): ReturnType<typeof toRequestRow> {
  try {
    return toRequestRow(JSON.stringify(json), place)
  } catch (error) {
    if (error instanceof UsageError) throw new BadRow('no request', error.message)
    throw error
  }
}

/** An instant as ISO 8601. */
function toMs(at: unknown, place: string): number | undefined {
  if (at === undefined) return undefined
  const ms = typeof at === 'string' ? Date.parse(at) : Number.NaN
  if (Number.isNaN(ms))
    throw new BadRow('no moment', `${place}: at is ${JSON.stringify(at)}; give an instant: 2026-08-20T02:00:00Z.`)
  return ms
}

function toAnswer(rank: 'weak' | 'strong', json: Readonly<Record<string, unknown>>, place: string): KnownAnswer {
  const isRight = json[rank]
  if (isRight !== undefined && typeof isRight !== 'boolean')
    throw new BadRow('no label', `${place}: ${rank} must be true or false, not ${JSON.stringify(isRight)}.`)
  const text = json[`${rank}Reply`]
  return {
    by: { rank },
    inputTokens: undefined,
    outputTokens: undefined,
    durationMs: undefined,
    gate: undefined,
    reply: typeof text === 'string' ? toReply(text) : undefined,
    labels: isRight === undefined ? [] : [{ source: 'human', score: isRight ? 1 : 0, versusN: undefined }],
  }
}

function toReply(text: string): ReplyView {
  return { text, toolCalls: [], logprobs: undefined, finish: { reason: 'stop' }, usage: undefined }
}
