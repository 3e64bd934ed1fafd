import type { RouteRequest } from '@signalbox/core'
import type { ClientRequest } from './client-request.ts'
import {
  createFieldNotes,
  type FieldNotes,
  type FieldRules,
  isFilled,
  isNot,
  meaning,
  noteFields,
  tuning,
} from './field-notes.ts'
import { toToolChoice, toWireTool } from './function-tools.ts'
import { type ChatBody, chatBody, chatTool, functionShape } from './openai-chat-schema.ts'
import { pickOpenaiFields } from './openai-fields.ts'
import { readChatMessages } from './read-chat-messages.ts'
import { readShape, required } from './read-shape.ts'
import { noteStreamOptions } from './stream-options.ts'
import type { WireFormat, WireTool } from './wire-request.ts'

const isTrue = (value: unknown): boolean => value === true

const rules: FieldRules = new Map<string, ReturnType<typeof meaning> | 'read'>([
  ['model', 'read'],
  ['messages', 'read'],
  ['stream', 'read'],
  ['stream_options', 'read'],
  ['tools', 'read'],
  ['tool_choice', 'read'],
  ['functions', 'read'],
  ['function_call', 'read'],
  ['response_format', 'read'],
  ['max_tokens', meaning('maxOutputTokens')],
  ['max_completion_tokens', meaning('maxOutputTokens')],
  ['stop', meaning('stop', (value) => (value as string | readonly unknown[]).length > 0)],
  ['n', meaning('choices', isNot(1))],
  ['logprobs', meaning('logprobs', isTrue)],
  ['top_logprobs', meaning('topLogprobs', (value, { logprobs }) => value !== 0 && logprobs === true)],
  ['modalities', meaning(undefined, (value) => (value as readonly string[]).some((one) => one !== 'text'))],
  ['audio', meaning()],
  ['web_search_options', meaning()],
  ['temperature', tuning('temperature')],
  ['top_p', tuning('topP')],
  ['top_k', tuning('topK')],
  ['seed', tuning('seed')],
  ['frequency_penalty', tuning('frequencyPenalty', isNot(0))],
  ['presence_penalty', tuning('presencePenalty', isNot(0))],
  ['parallel_tool_calls', tuning('parallelToolCalls')],
  ['reasoning_effort', tuning('reasoningEffort')],
  ['verbosity', tuning('verbosity', isNot('medium'))],
  ['user', tuning('user')],
  ['metadata', tuning('metadata', isFilled)],
  ['logit_bias', tuning(undefined, isFilled)],
  ['store', tuning('store', isTrue)],
  ['service_tier', tuning('service_tier', isNot('auto'))],
  ['prompt_cache_key', tuning('prompt_cache_key')],
  ['prompt_cache_retention', tuning('prompt_cache_retention')],
  ['safety_identifier', tuning('safety_identifier')],
])

/** A body of OpenAI's chat completions. @throws BadRequest */
export function readOpenaiChat(json: Readonly<Record<string, unknown>>): ClientRequest {
  const body = readShape(chatBody, json)
  const notes = createFieldNotes()
  noteFields(notes, json, rules)
  noteStreamOptions(notes, body.stream_options)
  const messages = readChatMessages(body.messages, notes)
  const tools = readTools(body, notes)
  const toolChoice = readToolChoice(body, notes)
  const responseFormat = readFormat(body, notes)
  const stop = typeof body.stop === 'string' ? [body.stop] : body.stop
  return {
    request: {
      model: body.model,
      messages,
      tools,
      toolChoice,
      responseFormat,
      maxOutputTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
      logprobs: body.logprobs ?? undefined,
      sampling: {
        temperature: body.temperature ?? undefined,
        topP: body.top_p ?? undefined,
        topK: body.top_k ?? undefined,
        stop: stop ?? undefined,
        seed: body.seed ?? undefined,
        frequencyPenalty: body.frequency_penalty ?? undefined,
        presencePenalty: body.presence_penalty ?? undefined,
        parallelToolCalls: body.parallel_tool_calls ?? undefined,
        choices: body.n ?? undefined,
        topLogprobs: body.top_logprobs ?? undefined,
        reasoningEffort: body.reasoning_effort ?? undefined,
        verbosity: body.verbosity ?? undefined,
        user: body.user ?? undefined,
        openai: pickOpenaiFields(json),
      },
      fields: notes.fields,
    },
    stream: body.stream === true,
    wantsUsage: body.stream_options?.include_usage === true,
  }
}

/** Functions by both their names: `tools`, and `functions` as it was before, whose calls no other dialect can answer with. */
function readTools(body: ChatBody, notes: FieldNotes): readonly WireTool[] | undefined {
  const tools = (body.tools ?? []).flatMap((value, index) => {
    const path = `tools[${index}]`
    const { type, function: shape } = readShape(chatTool, value, path)
    if (type === 'function') {
      notes.note({ name: 'tools', kind: 'meaning', as: 'tools' })
      const at = `${path}.function`
      return [toWireTool(notes, readShape(functionShape, required(shape, at), at), at)]
    }
    notes.note({ name: `${path}.type`, kind: 'meaning' }, `tool of ${type}`)
    return []
  })
  for (const [index, value] of (body.functions ?? []).entries()) {
    const path = `functions[${index}]`
    notes.note({ name: 'functions', kind: 'meaning', as: 'tools' })
    notes.note({ name: 'functions', kind: 'meaning' }, 'functions')
    tools.push(toWireTool(notes, readShape(functionShape, value, path), path))
  }
  return tools.length === 0 ? undefined : tools
}

function readToolChoice(body: ChatBody, notes: FieldNotes): RouteRequest['toolChoice'] {
  if (body.tool_choice === undefined || body.tool_choice === null)
    return toToolChoice(notes, body.function_call, 'function_call', ({ name }) => name)
  return toToolChoice(notes, body.tool_choice, 'tool_choice', (choice) => {
    const named = choice.function
    return typeof named === 'object' && named !== null && 'name' in named ? named.name : undefined
  })
}

function readFormat({ response_format: format }: ChatBody, { note }: FieldNotes): WireFormat | undefined {
  if (format === undefined || format === null) return undefined
  switch (format.type) {
    case 'text':
      return { type: 'text' }
    case 'json_object':
      note({ name: 'response_format', kind: 'meaning', as: 'jsonObject' })
      return { type: 'json' }
    case 'json_schema': {
      const { name, schema, description, strict } = required(format.json_schema, 'response_format.json_schema')
      note({ name: 'response_format', kind: 'meaning', as: 'jsonSchema' })
      return {
        type: 'json',
        name,
        schema: schema ?? {},
        description: description ?? undefined,
        strict: strict ?? false,
      }
    }
    default:
      note({ name: 'response_format.type', kind: 'meaning' })
      return undefined
  }
}
