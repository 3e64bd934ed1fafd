import type { SignalboxMetadata } from '@signalbox/ai-sdk'
import {
  convertToModelMessages,
  createUIMessageStreamResponse,
  safeValidateUIMessages,
  streamText,
  toUIMessageStream,
  type ToolSet,
} from 'ai'
import { after } from 'next/server'
import { toRouted, toWords, type ChatMessage } from '@/lib/message'
import { ledger, missingKeys, signalbox } from '@/lib/router'

export const maxDuration = 60

export async function POST(request: Request): Promise<Response> {
  if (missingKeys !== undefined) return new Response(missingKeys, { status: 503 })
  const body: unknown = await request.json().catch(() => undefined)
  const given = await safeValidateUIMessages<ChatMessage>({
    messages: (body as { messages?: unknown } | undefined)?.messages,
  })
  if (!given.success) return Response.json({ error: 'Send { "messages": [...] } as useChat does.' }, { status: 400 })

  const result = streamText({
    model: signalbox('auto'),
    messages: await convertToModelMessages(toWords(given.data)),
    abortSignal: request.signal,
  })
  // The response goes first; a ledger that keeps its rows for later sends them now.
  after(async () => ledger.flush?.())
  return createUIMessageStreamResponse({
    stream: toUIMessageStream<ToolSet, ChatMessage>({
      stream: result.stream,
      originalMessages: given.data,
      messageMetadata: ({ part }) => {
        const decision = part.type === 'finish-step' ? part.providerMetadata?.['signalbox'] : undefined
        return decision === undefined ? undefined : { routed: toRouted(decision as unknown as SignalboxMetadata) }
      },
      onError: () => 'No model could answer just now.',
    }),
  })
}
