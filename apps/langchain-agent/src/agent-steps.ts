import { AIMessage, AIMessageChunk, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { decisionOf, type RoutedChatModel, type SignalboxResponseMetadata } from '@signalbox/langchain'
import { createAgent } from 'langchain'
import { calculator } from './tools/calculator.ts'
import { queryDatabase } from './tools/query-database.ts'
import { searchDocuments } from './tools/search-documents.ts'

/** What happens while an agent answers, in order. */
export type AgentStep =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: 'result'; readonly name: string; readonly text: string }
  | { readonly kind: 'decision'; readonly decision: SignalboxResponseMetadata; readonly does: string }

const systemPrompt = `You answer questions about a small furniture shop. Look things up with your tools instead of guessing, and work sums out
with the calculator. Answer in one or two sentences.`

/** Answers one question with three tools, step by step. */
export async function* answer(
  model: RoutedChatModel,
  question: string,
  signal?: AbortSignal,
): AsyncGenerator<AgentStep> {
  const agent = createAgent({ model, tools: [calculator, searchDocuments, queryDatabase], systemPrompt })
  const stream = await agent.stream(
    { messages: [{ role: 'user', content: question }] },
    { streamMode: ['messages', 'updates'], recursionLimit: 25, ...(signal && { signal }) },
  )
  for await (const [mode, data] of stream) {
    if (mode === 'messages') {
      const [chunk] = data
      if (AIMessageChunk.isInstance(chunk) && chunk.text !== '') yield { kind: 'text', text: chunk.text }
    } else {
      for (const message of messagesOf(data)) yield* toSteps(message)
    }
  }
}

function messagesOf(update: object): readonly BaseMessage[] {
  return Object.values(update).flatMap(
    (part: { readonly messages?: readonly BaseMessage[] } | undefined) => part?.messages ?? [],
  )
}

function* toSteps(message: BaseMessage): Generator<AgentStep> {
  if (ToolMessage.isInstance(message)) yield { kind: 'result', name: message.name ?? '', text: message.text }
  if (!AIMessage.isInstance(message)) return
  const calls = message.tool_calls ?? []
  const decision = decisionOf(message)
  const does = calls.length === 0 ? 'answers' : calls.map(({ name }) => name).join(', ')
  if (decision !== undefined) yield { kind: 'decision', decision, does }
  for (const { name, args } of calls) yield { kind: 'call', name, args }
}
