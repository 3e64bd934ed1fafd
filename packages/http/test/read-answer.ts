import type { FailoverAnswer } from '@signalbox/contract-tests'
import type { DialectName } from '@signalbox/http'
import { createParser } from 'eventsource-parser'

type Json = Readonly<Record<string, unknown>>

/** What a client of this dialect makes of a reply, as strictly as the SDKs do: a frame that is no JSON, or an end without its marker, throws. */
export async function readAnswer(client: DialectName, response: Response, stream: boolean): Promise<FailoverAnswer> {
  if (response.status !== 200) {
    const error: unknown = await response.json()
    return { text: '', error }
  }
  const type = response.headers.get('content-type') ?? ''
  if (!stream) {
    if (!type.includes('application/json')) throw new Error(`A body was asked for, and ${type} came.`)
    return wholes[client]((await response.json()) as Json)
  }
  if (!type.includes('text/event-stream')) throw new Error(`A stream was asked for, and ${type} came.`)
  const heard: Heard = { text: '' }
  const parser = createParser({ onEvent: ({ data }) => void readEvent(client, data, heard) })
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }))
  if (heard.error === undefined && heard.hasEnded !== true)
    throw new Error(`The stream has neither an end nor an error, after: ${heard.text}`)
  return heard
}

type Heard = { -readonly [Key in keyof FailoverAnswer]: FailoverAnswer[Key] } & { hasEnded?: boolean }

function readEvent(client: DialectName, data: string, heard: Heard): void {
  if (heard.hasEnded === true || heard.error !== undefined) return
  if (data === '[DONE]') {
    if (client === 'openai-chat') heard.hasEnded = true
    return
  }
  events[client](JSON.parse(data) as Json, heard)
}

const events: Readonly<Record<DialectName, (json: Json, heard: Heard) => void>> = {
  'openai-chat': (json, heard) => {
    heard.error ??= json['error']
    heard.model ??= textOf(json['model'])
    for (const choice of listOf(json['choices'])) {
      if (choice['index'] === 0) heard.text += textOf(objectOf(choice['delta'])['content']) ?? ''
    }
    heard.outputTokens = numberOf(objectOf(json['usage'])['completion_tokens']) ?? heard.outputTokens
  },
  'openai-responses': (json, heard) => {
    const response = objectOf(json['response'])
    heard.model ??= textOf(response['model'])
    if (json['type'] === 'response.output_text.delta') heard.text += textOf(json['delta']) ?? ''
    if (json['type'] === 'response.completed' || json['type'] === 'response.incomplete') heard.hasEnded = true
    if (json['type'] === 'response.failed') heard.error = response['error'] ?? 'failed'
    if (json['type'] === 'error') heard.error = json
    heard.outputTokens = numberOf(objectOf(response['usage'])['output_tokens']) ?? heard.outputTokens
  },
  'anthropic-messages': (json, heard) => {
    heard.model ??= textOf(objectOf(json['message'])['model'])
    if (json['type'] === 'content_block_delta') heard.text += textOf(objectOf(json['delta'])['text']) ?? ''
    if (json['type'] === 'message_delta') heard.outputTokens = numberOf(objectOf(json['usage'])['output_tokens'])
    if (json['type'] === 'message_stop') heard.hasEnded = true
    if (json['type'] === 'error') heard.error = json['error'] ?? json
  },
}

const wholes: Readonly<Record<DialectName, (json: Json) => FailoverAnswer>> = {
  'openai-chat': (json) => ({
    text: textOf(objectOf(listOf(json['choices'])[0]?.['message'])['content']) ?? '',
    model: textOf(json['model']),
    outputTokens: numberOf(objectOf(json['usage'])['completion_tokens']),
  }),
  'openai-responses': (json) => ({
    text: listOf(json['output'])
      .filter(({ type }) => type === 'message')
      .flatMap(({ content }) => listOf(content))
      .map(({ text }) => textOf(text) ?? '')
      .join(''),
    model: textOf(json['model']),
    outputTokens: numberOf(objectOf(json['usage'])['output_tokens']),
  }),
  'anthropic-messages': (json) => ({
    text: listOf(json['content'])
      .map(({ text }) => textOf(text) ?? '')
      .join(''),
    model: textOf(json['model']),
    outputTokens: numberOf(objectOf(json['usage'])['output_tokens']),
  }),
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
