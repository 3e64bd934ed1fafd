import type { RouteRequest } from '@signalbox/core'
import { type MessagesBody, messagesBody, messagesTool } from './anthropic-messages-schema.ts'
import type { ClientRequest } from './client-request.ts'
import { createConversation } from './conversation.ts'
import {
  createFieldNotes,
  type FieldNotes,
  type FieldRules,
  isNot,
  meaning,
  noteFields,
  noteOthers,
  tuning,
} from './field-notes.ts'
import { toWireTool } from './function-tools.ts'
import { noteCacheControl } from './note-cache-control.ts'
import { readAnthropicSystem, readAnthropicTurns } from './read-anthropic-turns.ts'
import { readShape, required } from './read-shape.ts'
import type { WireFormat, WireTool } from './wire-request.ts'

const rules: FieldRules = new Map<string, ReturnType<typeof meaning> | 'read'>([
  ['model', 'read'],
  ['messages', 'read'],
  ['system', 'read'],
  ['stream', 'read'],
  ['tools', 'read'],
  ['tool_choice', 'read'],
  ['metadata', 'read'],
  ['thinking', 'read'],
  ['output_config', 'read'],
  ['output_format', 'read'],
  ['max_tokens', meaning('maxOutputTokens')],
  ['stop_sequences', meaning('stop', (value) => (value as readonly string[]).length > 0)],
  ['container', meaning()],
  ['mcp_servers', meaning(undefined, (value) => (value as readonly unknown[]).length > 0)],
  ['temperature', tuning('temperature')],
  ['top_p', tuning('topP')],
  ['top_k', tuning('topK')],
  ['service_tier', tuning(undefined, isNot('auto'))],
])

/** A body of Anthropic's messages; `needsLimit`: without `max_tokens` it is none. @throws BadRequest */
export function readAnthropicMessages(
  json: Readonly<Record<string, unknown>>,
  { needsLimit = true }: { readonly needsLimit?: boolean | undefined } = {},
): ClientRequest {
  const body = readShape(messagesBody, json)
  if (needsLimit) required(body.max_tokens, 'max_tokens')
  const notes = createFieldNotes()
  noteFields(notes, json, rules)
  const conversation = createConversation()
  readAnthropicSystem(body.system, conversation, notes)
  readAnthropicTurns(body.messages, conversation, notes)
  const { messages } = conversation
  const tools = readTools(body, notes)
  const toolChoice = readToolChoice(body, notes)
  noteRest(body, notes)
  return {
    request: {
      model: body.model,
      messages,
      tools,
      toolChoice,
      responseFormat: readFormat(body, notes),
      maxOutputTokens: body.max_tokens ?? undefined,
      sampling: {
        temperature: body.temperature ?? undefined,
        topP: body.top_p ?? undefined,
        topK: body.top_k ?? undefined,
        stop: body.stop_sequences ?? undefined,
        parallelToolCalls: body.tool_choice?.disable_parallel_tool_use === true ? false : undefined,
        reasoningEffort: body.output_config?.effort ?? undefined,
        reasoningBudgetTokens: body.thinking?.budget_tokens ?? undefined,
        user: body.metadata?.user_id ?? undefined,
      },
      fields: notes.fields,
    },
    stream: body.stream === true,
    wantsUsage: true,
  }
}

const knownOfTool = ['type', 'name', 'description', 'input_schema', 'strict', 'cache_control']

function readTools({ tools }: MessagesBody, notes: FieldNotes): readonly WireTool[] | undefined {
  const read = (tools ?? []).flatMap((value, index) => {
    const path = `tools[${index}]`
    const tool = readShape(messagesTool, value, path)
    const { type, name, description, input_schema, strict } = tool
    noteCacheControl(notes, tool)
    if (type !== undefined && type !== null && type !== 'custom') {
      notes.note({ name: `${path}.type`, kind: 'meaning' }, `tool of ${type}`)
      return []
    }
    notes.note({ name: 'tools', kind: 'meaning', as: 'tools' })
    noteOthers(notes, { ...tool }, path, knownOfTool)
    const parameters = required(input_schema, `${path}.input_schema`)
    return [toWireTool(notes, { name, description, parameters, strict }, path)]
  })
  return read.length === 0 ? undefined : read
}

function readToolChoice({ tool_choice: choice }: MessagesBody, { note }: FieldNotes): RouteRequest['toolChoice'] {
  if (choice === undefined || choice === null) return undefined
  note({ name: 'tool_choice', kind: 'meaning', as: 'toolChoice' })
  if (choice.disable_parallel_tool_use === true)
    note({ name: 'tool_choice.disable_parallel_tool_use', kind: 'tuning', as: 'parallelToolCalls' })
  if (choice.type === 'tool') return { name: required(choice.name, 'tool_choice.name') }
  return choice.type === 'any' ? 'required' : choice.type
}

/** A format by its name of today, or by that of the beta before. */
function readFormat(body: MessagesBody, { note }: FieldNotes): WireFormat | undefined {
  const isToday = body.output_config?.format !== undefined && body.output_config.format !== null
  const name = isToday ? 'output_config.format' : 'output_format'
  const format = body.output_config?.format ?? body.output_format
  if (format === undefined || format === null) return undefined
  if (format.type !== 'json_schema') {
    note({ name: `${name}.type`, kind: 'meaning' })
    return undefined
  }
  note({ name, kind: 'meaning', as: 'jsonSchema' })
  return { type: 'json', schema: required(format.schema, `${name}.schema`) }
}

function noteRest({ metadata, thinking, output_config: config }: MessagesBody, { note }: FieldNotes): void {
  if (metadata?.user_id) note({ name: 'metadata.user_id', kind: 'tuning', as: 'user' })
  if (thinking && thinking.type !== 'disabled')
    note({ name: 'thinking', kind: 'tuning', as: thinking.budget_tokens ? 'reasoningBudgetTokens' : undefined })
  if (config?.effort) note({ name: 'output_config.effort', kind: 'tuning', as: 'reasoningEffort' })
}
