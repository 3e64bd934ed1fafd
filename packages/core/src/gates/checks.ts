import type { GateSpec } from '../decision/gate.ts'
import type { ReplyView } from '../outcome/reply-view.ts'
import { detectLanguage } from '../request/detect-language.ts'
import type { JsonSchema } from '../request/json-schema.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { GateMaker } from './gate-maker.ts'
import { checkSchema } from './json-schema-check.ts'
import { isRefusal } from './refusal.ts'

/** Which checks run; all by default. A check that does not apply to a reply says nothing. */
export interface ChecksParams {
  readonly json?: boolean | undefined
  readonly empty?: boolean | undefined
  readonly cut?: boolean | undefined
  readonly refusal?: boolean | undefined
  readonly language?: boolean | undefined
  readonly toolArguments?: boolean | undefined
}

/** A gate of plain checks: valid JSON or schema, not empty, not cut, not a refusal, the right language, tool arguments valid. */
export function checks(params: ChecksParams = {}): GateSpec {
  return { name: 'checks', params: { ...params } }
}

/** Answers why a reply fails; undefined = it passes, or the check does not apply. */
type Check = (reply: ReplyView, request: RouteRequest) => string | undefined

const all: Readonly<Record<keyof ChecksParams, Check>> = {
  empty: (reply) => (reply.toolCalls.length === 0 && reply.text.trim() === '' ? 'the reply is empty' : undefined),
  cut: (reply) => (reply.finish?.reason === 'length' ? 'the reply was cut at its length limit' : undefined),
  json: checkJson,
  toolArguments: checkToolCalls,
  refusal: (reply) => (reply.toolCalls.length === 0 && isRefusal(reply.text) ? 'the reply refuses' : undefined),
  language: checkLanguage,
}

export const makeChecks: GateMaker = (params, request) => {
  const active = (Object.keys(all) as (keyof ChecksParams)[]).filter((name) => params[name] !== false)
  return {
    name: 'checks',
    judge: (draft) => {
      // A provider's own filter has spoken: another model is not asked to say what this one must not.
      if (draft.finish?.reason === 'content-filter') return { kind: 'accept', reason: 'ended by the content filter' }
      for (const name of active) {
        const reason = all[name](draft, request)
        if (reason !== undefined) return { kind: 'escalate', reason }
      }
      return { kind: 'accept', reason: 'all checks passed' }
    },
  }
}

function checkJson(reply: ReplyView, request: RouteRequest): string | undefined {
  if (request.responseFormat?.type !== 'json' || reply.toolCalls.length > 0) return undefined
  if (isAskedAsCall(reply, request)) return 'the reply makes no call, and its form was asked for as one'
  const value = parse(reply.text)
  if (value === undefined) return 'the reply is not valid JSON'
  const { schema } = request.responseFormat
  const problem = schema && checkSchema(value.json, schema)
  return problem && `the reply does not match the schema: ${problem}`
}

function checkToolCalls(reply: ReplyView, request: RouteRequest): string | undefined {
  for (const call of reply.toolCalls) {
    const tool = request.tools?.find(({ name }) => name === call.name) ?? formatAsTool(reply, request)
    if (tool === undefined) return `the reply calls the tool "${call.name}", which was not offered`
    const value = parse(call.argumentsJson.trim() === '' ? '{}' : call.argumentsJson)
    if (value === undefined) return `the arguments of "${call.name}" are not valid JSON`
    const problem = tool.parameters && checkSchema(value.json, tool.parameters)
    if (problem !== undefined) return `the arguments of "${call.name}" do not match its schema: ${problem}`
  }
  return undefined
}

/** A form that is asked for as a call comes as one, under whatever name the host has given it. */
function formatAsTool(
  reply: ReplyView,
  request: RouteRequest,
): { readonly parameters?: JsonSchema | undefined } | undefined {
  const { responseFormat } = request
  if (responseFormat?.type !== 'json' || !isAskedAsCall(reply, request)) return undefined
  return { parameters: responseFormat.schema }
}

function isAskedAsCall({ target }: ReplyView, { formatBy }: RouteRequest): boolean {
  return target !== undefined && formatBy?.[target] === 'tool-call'
}

function parse(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** Shorter replies (a label, a number, a name) say too little about their language. */
const shortestReply = 40

function checkLanguage(reply: ReplyView, request: RouteRequest): string | undefined {
  if (request.task === 'translate' || request.responseFormat?.type === 'json' || reply.text.length < shortestReply)
    return undefined
  const turn = request.messages.findLast(({ role }) => role === 'user')
  const asked = turn === undefined ? '' : textOf(turn.content)
  // Data in another language than the instruction makes the caller's language doubtful: head and tail must agree.
  const head = detectLanguage(asked.slice(0, 400))
  const tail = detectLanguage(asked.slice(-400))
  const answered = detectLanguage(reply.text)
  if (head === undefined || head !== tail || answered === undefined || answered === head) return undefined
  return namesLanguage(request) ? undefined : `the reply is in ${answered}, the request in ${head}`
}

/** A request that talks about languages may well want another one. */
const languageWords =
  /\b(translat|traduc|traduz|übersetz|tradui|in (english|german|french|spanish|japanese|chinese|italian|portuguese|polish|russian|turkish|arabic|hindi|korean|vietnamese|indonesian)|auf (deutsch|englisch|französisch|spanisch)|en (inglés|français|anglais|español|allemand)|in (inglese|italiano)|em inglês|po (polsku|angielsku)|bahasa|tiếng|по-)|翻译|翻譯|翻訳|英語|英文|中文|日本語|法语|영어|한국어|번역|अनुवाद|ترجم/i

function namesLanguage(request: RouteRequest): boolean {
  return request.messages.some(
    ({ role, content }) => role !== 'assistant' && languageWords.test(textOf(content).slice(0, 2_000)),
  )
}

function textOf(content: RouteRequest['messages'][number]['content']): string {
  return typeof content === 'string'
    ? content
    : content.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
}
