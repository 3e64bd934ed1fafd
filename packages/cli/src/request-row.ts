import type { RouteMessage, RouteRequest } from '@signalbox/core'
import { UsageError } from './usage-error.ts'

const roles: ReadonlySet<unknown> = new Set(['system', 'user', 'assistant', 'tool'])

/** One line `{id, messages, tools?, task?}`; a `prompt` may stand for messages. Tools may be ours or OpenAI's. @throws UsageError naming the line */
export function toRequestRow(text: string, place: string): RouteRequest {
  let row: unknown
  try {
    row = JSON.parse(text)
  } catch {
    throw new UsageError(`${place}: not valid JSON. One object per line.`)
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new UsageError(`${place}: not an object. One object per line.`)
  const { messages, prompt, tools, id, ...rest } = row as Record<string, unknown>
  const turns = Array.isArray(messages)
    ? messages
    : typeof prompt === 'string'
      ? [{ role: 'user', content: prompt }]
      : undefined
  if (turns === undefined)
    throw new UsageError(
      `${place}: has neither messages nor a prompt. Give messages as [{"role": "user", "content": "…"}].`,
    )
  turns.forEach((turn: { role?: unknown; content?: unknown } | null, index) => {
    const isContent =
      typeof turn?.content === 'string' ||
      (Array.isArray(turn?.content) && turn.content.every(isPart)) ||
      turn?.content === null
    if (!roles.has(turn?.role) || !isContent)
      throw new UsageError(`${place}: messages[${index}] needs a role (system, user, assistant, tool) and a content.`)
  })
  if (Array.isArray(tools) && !tools.every(isPart)) throw new UsageError(`${place}: each of tools must be an object.`)
  return {
    ...(rest as Partial<RouteRequest>),
    id: id === undefined ? undefined : String(id),
    messages: turns.map(toMessage),
    tools: Array.isArray(tools) ? tools.map(toTool) : undefined,
  }
}

/** A part of a message that says of which kind it is, or a tool. */
function isPart(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { type, text, name, argumentsJson, modality } = value as Readonly<Record<string, unknown>>
  if (type === 'tool-call') return typeof name === 'string' && typeof argumentsJson === 'string'
  if (type === 'tool-result') return typeof text === 'string'
  return type !== 'media' || typeof modality === 'string'
}

function toMessage(turn: { role: RouteMessage['role']; content: unknown }): RouteMessage {
  if (typeof turn.content === 'string') return { role: turn.role, content: turn.content }
  const parts = Array.isArray(turn.content) ? (turn.content as readonly Record<string, unknown>[]) : []
  return {
    role: turn.role,
    content: parts.flatMap((part): Exclude<RouteMessage['content'], string> => {
      if (typeof part['text'] === 'string') return [{ type: 'text', text: part['text'] }]
      if (part['type'] === 'image_url' || part['type'] === 'image') return [{ type: 'media', modality: 'image' }]
      if (part['type'] === 'input_audio') return [{ type: 'media', modality: 'audio' }]
      if (part['type'] === 'file') return [{ type: 'media', modality: 'file' }]
      return part['type'] === 'media' || part['type'] === 'tool-call' || part['type'] === 'tool-result'
        ? [part as never]
        : []
    }),
  }
}

function toTool(tool: Record<string, unknown>): NonNullable<RouteRequest['tools']>[number] {
  const inner = (tool['function'] ?? tool) as Record<string, unknown>
  return {
    name: String(inner['name'] ?? 'tool'),
    description: typeof inner['description'] === 'string' ? inner['description'] : undefined,
    parameters: (inner['parameters'] ?? inner['input_schema']) as Readonly<Record<string, unknown>> | undefined,
  }
}
