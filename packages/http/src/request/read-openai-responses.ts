import type { ClientRequest } from './client-request.ts'
import { createConversation } from './conversation.ts'
import {
  createFieldNotes,
  type FieldNotes,
  type FieldRules,
  isFilled,
  isNot,
  meaning,
  noteFields,
  noteOthers,
  tuning,
} from './field-notes.ts'
import { toToolChoice, toWireTool } from './function-tools.ts'
import { functionShape } from './openai-chat-schema.ts'
import { pickOpenaiFields } from './openai-fields.ts'
import { type ResponsesBody, responsesBody, responsesTool } from './openai-responses-schema.ts'
import { readResponsesItems } from './read-responses-items.ts'
import { missing, readShape, required, wrongValue } from './read-shape.ts'
import { saysNothing } from './says-nothing.ts'
import { noteStreamOptions } from './stream-options.ts'
import type { WireFormat, WireTool } from './wire-request.ts'

const logprobsOfText = 'message.output_text.logprobs'
const wantsLogprobsIn = (include: unknown): boolean => Array.isArray(include) && include.includes(logprobsOfText)

const rules: FieldRules = new Map<string, ReturnType<typeof meaning> | 'read'>([
  ['model', 'read'],
  ['input', 'read'],
  ['instructions', 'read'],
  ['stream', 'read'],
  ['stream_options', 'read'],
  ['tools', 'read'],
  ['tool_choice', 'read'],
  ['text', 'read'],
  ['reasoning', 'read'],
  ['include', 'read'],
  ['max_output_tokens', meaning('maxOutputTokens')],
  ['top_logprobs', meaning('topLogprobs', (value, { include }) => value !== 0 && wantsLogprobsIn(include))],
  ['previous_response_id', meaning()],
  ['conversation', meaning()],
  ['prompt', meaning()],
  ['background', meaning(undefined, (value) => value === true)],
  ['temperature', tuning('temperature')],
  ['top_p', tuning('topP')],
  ['parallel_tool_calls', tuning('parallelToolCalls')],
  ['user', tuning('user')],
  ['metadata', tuning('metadata', isFilled)],
  ['store', tuning('store', isNot(true))],
  ['service_tier', tuning('service_tier', isNot('auto'))],
  ['truncation', tuning(undefined, isNot('disabled'))],
  ['prompt_cache_key', tuning('prompt_cache_key')],
  ['prompt_cache_retention', tuning('prompt_cache_retention')],
  ['safety_identifier', tuning('safety_identifier')],
])

/** A body of OpenAI's responses. @throws BadRequest */
export function readOpenaiResponses(json: Readonly<Record<string, unknown>>): ClientRequest {
  const body = readShape(responsesBody, json)
  const notes = createFieldNotes()
  noteFields(notes, json, rules)
  const logprobs = noteIncluded(body, notes)
  noteReasoning(body, notes)
  noteStreamOptions(notes, body.stream_options)
  return {
    request: {
      model: body.model,
      messages: readMessages(body, notes),
      tools: readTools(body, notes),
      toolChoice: toToolChoice(notes, body.tool_choice, 'tool_choice', ({ type, name }) =>
        type === 'function' ? name : undefined,
      ),
      responseFormat: readFormat(body, notes),
      maxOutputTokens: body.max_output_tokens ?? undefined,
      logprobs: logprobs || undefined,
      sampling: {
        temperature: body.temperature ?? undefined,
        topP: body.top_p ?? undefined,
        topLogprobs: body.top_logprobs ?? undefined,
        parallelToolCalls: body.parallel_tool_calls ?? undefined,
        reasoningEffort: body.reasoning?.effort ?? undefined,
        verbosity: body.text?.verbosity ?? undefined,
        user: body.user ?? undefined,
        openai: pickOpenaiFields(json),
      },
      fields: notes.fields,
    },
    stream: body.stream === true,
    wantsUsage: true,
  }
}

function readMessages(body: ResponsesBody, notes: FieldNotes): ReturnType<typeof createConversation>['messages'] {
  const { input, instructions, previous_response_id, conversation: kept, prompt } = body
  const isElsewhere = [previous_response_id, kept, prompt].some((one) => one !== undefined && one !== null)
  if (!isElsewhere) {
    if (input === undefined || input === null) throw missing('input')
    if (input.length === 0 && typeof input !== 'string') throw wrongValue('input', 'at least 1 item', 0)
  }
  const conversation = createConversation()
  if (instructions) conversation.add('system', instructions)
  if (typeof input === 'string') conversation.add('user', input)
  else readResponsesItems(input ?? [], conversation, notes)
  const { messages } = conversation
  if (!isElsewhere && saysNothing(messages)) notes.note({ name: 'input', kind: 'meaning', as: 'silence' })
  return messages
}

function readTools({ tools }: ResponsesBody, notes: FieldNotes): readonly WireTool[] | undefined {
  const read = (tools ?? []).flatMap((value, index) => {
    const path = `tools[${index}]`
    const { type } = readShape(responsesTool, value, path)
    if (type === 'function') {
      notes.note({ name: 'tools', kind: 'meaning', as: 'tools' })
      return [toWireTool(notes, readShape(functionShape, value, path), path)]
    }
    notes.note({ name: `${path}.type`, kind: 'meaning' }, `tool of ${type}`)
    return []
  })
  return read.length === 0 ? undefined : read
}

function readFormat({ text }: ResponsesBody, { note }: FieldNotes): WireFormat | undefined {
  if (text?.verbosity && text.verbosity !== 'medium') note({ name: 'text.verbosity', kind: 'tuning', as: 'verbosity' })
  const format = text?.format
  if (format === undefined || format === null) return undefined
  switch (format.type) {
    case 'text':
      return { type: 'text' }
    case 'json_object':
      note({ name: 'text.format', kind: 'meaning', as: 'jsonObject' })
      return { type: 'json' }
    case 'json_schema':
      note({ name: 'text.format', kind: 'meaning', as: 'jsonSchema' })
      return {
        type: 'json',
        name: required(format.name, 'text.format.name'),
        schema: required(format.schema, 'text.format.schema'),
        description: format.description ?? undefined,
        strict: format.strict ?? false,
      }
    default:
      note({ name: 'text.format.type', kind: 'meaning' })
      return undefined
  }
}

/** What a response is to hold besides; whether that is log-probabilities. */
function noteIncluded({ include }: ResponsesBody, { note }: FieldNotes): boolean {
  for (const [index, one] of (include ?? []).entries()) {
    const name = `include[${index}]`
    if (one === logprobsOfText) note({ name, kind: 'meaning', as: 'logprobs' })
    else note({ name, kind: 'tuning' }, 'include')
  }
  return wantsLogprobsIn(include)
}

function noteReasoning({ reasoning }: ResponsesBody, notes: FieldNotes): void {
  if (reasoning?.effort) notes.note({ name: 'reasoning.effort', kind: 'tuning', as: 'reasoningEffort' })
  noteOthers(notes, reasoning, 'reasoning', ['effort'])
}
