import { BadRequest, readRouteRequest } from '@signalbox/http'
import type { RouteRequest } from '@signalbox/core'
import { BadRow } from './bad-row.ts'
import { toForeignRun } from './foreign-run.ts'
import { isRecord, toText, unpack, type Json } from './json-fields.ts'
import { toListPrice } from './list-price.ts'
import { toLoggedAnswer, toLoggedBody, type LoggedBody } from './logged-answer.ts'
import type { RowReader } from './row-reader.ts'
import { toMoment } from '../to-moment.ts'

/**
 * OpenAI-style requests: a body of `/v1/chat/completions` or `/v1/responses` as it is; lines of a batch, `{custom_id, url, body}`; or a log of both
 * sides, `{request, response, timestamp}`, whose response may be the list of chunks that a stream was.
 */
export const openaiRows: RowReader = {
  name: 'OpenAI-style requests',
  reads: (row) => bodyOf(row) !== undefined || isBatchOutput(row),
  saysWhatHappened: (row) => responseOf(row) !== undefined,
  assumes: [
    'The record has no costs: what happened is priced by its token counts at the makers’ list prices of each moment.',
  ],
  toPast: ({ place, name, json }) => {
    const body = bodyOf(json)
    if (body === undefined)
      throw new BadRow(
        'no request',
        isBatchOutput(json)
          ? `${place} is what a batch has answered. Put the request beside it: join input and output by custom_id, as {request, response}.`
          : `${place} holds no request: no messages and no input.`,
      )
    if (isEmbedding(json, body))
      throw new BadRow('no chat', `${place} asks for embeddings, which no policy moves to another model.`)
    const response = responseOf(json)
    const id = idOf(json, response) ?? name
    const atMs = momentOf(json, response)
    const request = { ...toRequest(body, place), id }
    const known = response && toLoggedAnswer(response)
    const isFailed = response !== undefined && hasFailed(json, response)
    const model = isFailed ? undefined : known?.answer.by.model
    return {
      id,
      atMs,
      request,
      conversation: request.session ?? id,
      actual:
        response &&
        toForeignRun({
          policy: 'the log',
          kind: isFailed ? 'failed' : 'served',
          servedModel: model,
          costNanoUsd: model === undefined ? undefined : toListPrice(model, known?.usage, atMs),
        }),
      answers: known === undefined || isFailed ? [] : [known.answer],
    }
  },
}

function bodyOf(row: Json): Json | undefined {
  const request = unpack(row['request'])
  for (const candidate of [row['body'], isRecord(request) ? request['body'] : undefined, request, row]) {
    const body = unpack(candidate)
    if (isRecord(body) && (Array.isArray(body['messages']) || body['input'] !== undefined)) return body
  }
  return undefined
}

/** Batches and some logs wrap the reply's body once more. */
function responseOf(row: Json): LoggedBody | undefined {
  const response = unpack(row['response'])
  return toLoggedBody(isRecord(response) && response['body'] !== undefined ? unpack(response['body']) : response)
}

function isBatchOutput(row: Json): boolean {
  return 'custom_id' in row && isRecord(row['response'])
}

function isEmbedding(row: Json, body: Json): boolean {
  const { model } = body
  if (/\/embeddings\b/.test(toText(row['url']) ?? '') || 'encoding_format' in body || 'dimensions' in body) return true
  return 'input' in body && typeof model === 'string' && /embed/i.test(model)
}

function toRequest(body: Json, place: string): RouteRequest {
  try {
    return readRouteRequest({ body, header: () => undefined })
  } catch (error) {
    if (error instanceof BadRequest) throw new BadRow('no request', `${place}: ${error.message}`)
    throw error
  }
}

function idOf(row: Json, response: LoggedBody | undefined): string | undefined {
  const inner = isRecord(response) ? response['id'] : undefined
  const id = [row['custom_id'], row['id'], row['request_id'], inner].find(
    (one) => typeof one === 'number' || (typeof one === 'string' && one !== ''),
  )
  return id === undefined ? undefined : String(id as string | number)
}

function momentOf(row: Json, response: LoggedBody | undefined): number | undefined {
  const inner = isRecord(response) ? response : response?.[0]
  const said = [row['timestamp'], row['created'], row['created_at'], inner?.['created'], inner?.['created_at']]
  return said.map(toMoment).find((ms) => ms !== undefined)
}

function hasFailed(row: Json, body: LoggedBody): boolean {
  const status = isRecord(row['response']) ? row['response']['status_code'] : row['status_code']
  return (
    (typeof status === 'number' && status >= 400) ||
    isRecord(row['error']) ||
    (isRecord(body) && isRecord(body['error']))
  )
}
