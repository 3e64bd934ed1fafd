import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { convertChunksToEvents } from '@langchain/core/language_models/compat'
import type { ChatModelStreamEvent } from '@langchain/core/language_models/event'
import { AIMessageChunk, HumanMessage, SystemMessage, type AIMessage, type BaseMessage } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatGeneration, type ChatResult } from '@langchain/core/outputs'
import type { Ask, Call, CallContext, PullSource, Target } from '@signalbox/core'
import type { ChunkPart } from './chunk-dialect.ts'
import { cleanMessages } from './clean-messages.ts'
import { finishOf, tellsItsEnd } from './finish-of.ts'
import type { Prepared } from './prepare-candidate.ts'
import type { ResultPart } from './result-dialect.ts'
import type { CallOptions } from './unwrap-model.ts'
import { withOverrides } from './with-overrides.ts'

/** What one call of a routed model is made of. Its attempts share it and change nothing in it. */
export interface RoutedCall {
  readonly messages: readonly BaseMessage[]
  readonly options: CallOptions
  /** By target id. */
  readonly prepared: ReadonlyMap<string, Prepared>
  readonly takesBack: (target: string, from: string) => boolean
}

/** What the host gets before parts: the served model's own name for itself. */
export interface ModelHead {
  readonly model: string | undefined
}

/** Calls for whole results. */
export function generateCall(routed: RoutedCall): Call<ModelHead, ResultPart> {
  return async (target, context) => {
    const { model, messages, options, provider } = toCall(routed, target, context)
    const result = await model._generate(messages, options)
    const isStreamed = 'streaming' in model && model.streaming === true
    return { head: headOf(model), parts: [{ result, tellsItsEnd: isStreamed && tellsItsEnd(provider) }] }
  }
}

/** Calls for chunks. The head is there with the first chunk: generators begin when they are read. */
export function chunkCall(routed: RoutedCall): Call<ModelHead, ChunkPart> {
  return async (target, context) => {
    const { model, messages, options, isUnwatched, provider } = toCall(routed, target, context)
    const isWhole = isUnwatched || !givesChunks(model)
    const chunks = isWhole
      ? chunksOf(model._generate(messages, options))
      : model._streamResponseChunks(messages, options)
    return { head: headOf(model), parts: await begun(isWhole || !tellsItsEnd(provider) ? ended(chunks) : chunks) }
  }
}

/** Calls for events of the content-block protocol, in the provider's own form where it has one. */
export function eventCall(routed: RoutedCall): Call<ModelHead, ChatModelStreamEvent> {
  return async (target, context) => {
    const { model, messages, options, isUnwatched, provider } = toCall(routed, target, context)
    const isWhole = isUnwatched || !(givesChunks(model) || givesEvents(model))
    const events = isWhole
      ? convertChunksToEvents(chunksOf(model._generate(messages, options)))
      : model._streamChatModelEvents(messages, options)
    return { head: headOf(model), parts: await begun(!isWhole && tellsItsEnd(provider) ? withReason(events) : events) }
  }
}

interface TargetCall {
  readonly model: BaseChatModel
  readonly provider: string
  readonly messages: BaseMessage[]
  readonly options: BaseChatModel['ParsedCallOptions']
  /** A judge or a sample: nobody watches it come. */
  readonly isUnwatched: boolean
}

function toCall(
  { messages, options, prepared, takesBack }: RoutedCall,
  { id }: Target,
  { signal, ask, decision, wantsLogprobs }: CallContext,
): TargetCall {
  const ready = prepared.get(id)
  if (ready?.kind !== 'ready') throw new Error(`The target "${id}" ${ready?.why ?? 'has no model'}.`)
  const { candidate } = ready
  const { provider } = candidate
  const isUnwatched = ask !== undefined
  if (ask?.kind === 'judge') {
    const model = withOverrides(candidate.model, { maxTokens: ask.maxOutputTokens })
    return {
      model,
      provider,
      isUnwatched,
      messages: toQuestion(ask),
      options: { ...withoutForm(candidate.bound), signal, maxRetries: 0 },
    }
  }
  const model = withOverrides(ready.model, {
    maxTokens: decision.maxOutputTokens,
    temperature: ask?.temperature,
    logprobs: wantsLogprobs ? true : undefined,
  })
  const cleaned = cleanMessages(messages, { provider, takesBackFrom: (from) => takesBack(id, from) })
  return {
    model,
    provider,
    isUnwatched,
    messages: [...cleaned],
    // The router alone tries again.
    options: { ...ready.options, ...options, ...toolsOf(ready.options), signal, maxRetries: 0 },
  }
}

/** Tools and schema as this candidate has converted them stand above the caller's. */
function toolsOf(converted: CallOptions): CallOptions {
  const names = ['tools', 'tool_choice', 'response_format'].filter((name) => converted[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, converted[name]]))
}

/** A judge answers in plain words: what the candidate is bound to for answers is not asked of it. */
function withoutForm(bound: CallOptions): CallOptions {
  const { tools: _, tool_choice: __, response_format: ___, ...rest } = bound
  return rest
}

function toQuestion({ system, prompt }: Ask & { readonly kind: 'judge' }): BaseMessage[] {
  return [...(system === undefined ? [] : [new SystemMessage(system)]), new HumanMessage(prompt)]
}

/** A model that cannot stream is asked for the whole, and that is one chunk. */
function givesChunks(model: BaseChatModel): boolean {
  return !model.disableStreaming && model._streamResponseChunks !== BaseChatModel.prototype._streamResponseChunks
}

function givesEvents(model: BaseChatModel): boolean {
  return !model.disableStreaming && model._streamChatModelEvents !== BaseChatModel.prototype._streamChatModelEvents
}

function headOf(model: BaseChatModel): ModelHead {
  const { model: name, modelName } = model as { readonly model?: unknown; readonly modelName?: unknown }
  return { model: [name, modelName].find((one) => typeof one === 'string') }
}

async function* chunksOf(result: Promise<ChatResult>): AsyncGenerator<ChatGenerationChunk> {
  const { generations, llmOutput } = await result
  const [generation] = generations
  if (generation !== undefined) yield toChunk(generation, llmOutput)
}

function toChunk(generation: ChatGeneration, llmOutput: ChatResult['llmOutput']): ChatGenerationChunk {
  const message = generation.message as AIMessage
  const { content, additional_kwargs, response_metadata, id, name, usage_metadata, tool_calls, invalid_tool_calls } =
    message
  return new ChatGenerationChunk({
    text: generation.text,
    ...(generation.generationInfo && { generationInfo: generation.generationInfo }),
    message: new AIMessageChunk({
      content,
      additional_kwargs,
      response_metadata: { ...llmOutput, ...response_metadata },
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
      ...(usage_metadata && { usage_metadata }),
      tool_call_chunks: [
        ...(tool_calls ?? []).map(({ id: callId, name: tool, args }, index) => ({
          type: 'tool_call_chunk' as const,
          index,
          name: tool,
          args: JSON.stringify(args),
          ...(callId !== undefined && { id: callId }),
        })),
        ...(invalid_tool_calls ?? []).map((call, index) => ({
          ...call,
          type: 'tool_call_chunk' as const,
          index: (tool_calls?.length ?? 0) + index,
        })),
      ],
    }),
  })
}

/** Chunks of a model that does not say why it stops: it stops properly when it does not throw. */
async function* ended(chunks: AsyncIterable<ChatGenerationChunk>): AsyncGenerator<ChunkPart> {
  for await (const chunk of chunks) yield chunk
  yield 'end'
}

/** A stream that ends without a reason, from a provider that always names one, was cut: its end is none. */
async function* withReason(events: AsyncIterable<ChatModelStreamEvent>): AsyncGenerator<ChatModelStreamEvent> {
  for await (const event of events) {
    if (
      event.event === 'message-finish' &&
      event.reason === undefined &&
      finishOf(event.responseMetadata) === undefined
    )
      return
    yield event
  }
}

/** A generator whose first part is at hand: that is when its request has been answered. */
async function begun<Part>(parts: AsyncGenerator<Part>): Promise<PullSource<Part>> {
  let first: IteratorResult<Part> | undefined = await parts.next()
  return {
    next: async () => {
      const step = first ?? (await parts.next())
      first = undefined
      return step.done === true ? { done: true } : { done: false, value: step.value }
    },
    return: (reason) => parts.return(reason as never),
  }
}
