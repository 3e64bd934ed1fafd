import type { BaseLanguageModelInput, StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
  type LangSmithParams,
} from '@langchain/core/language_models/chat_models'
import type { ChatModelStreamEvent } from '@langchain/core/language_models/event'
import type { ModelProfile } from '@langchain/core/language_models/profile'
import { assembleStructuredOutputPipeline } from '@langchain/core/language_models/structured_output'
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import { LangChainError, stampRetryable } from '@langchain/core/errors'
import type { AIMessage, AIMessageChunk, BaseMessage } from '@langchain/core/messages'
import { AIMessageChunk as MessageChunk } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import { RunnableLambda, type Runnable, type RunnableConfig } from '@langchain/core/runnables'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import type { SerializableSchema } from '@langchain/core/utils/standard_schema'
import type { ZodV3Like, ZodV4Like } from '@langchain/core/utils/types'
import { ConfigurationError, hintProblem, type RouteRequest, type Router } from '@signalbox/core'
import { createCandidates, type CandidateModel, type Candidates } from './candidates.ts'
import { chunkDialect } from './chunk-dialect.ts'
import { eventDialect } from './event-dialect.ts'
import { lastTurnOf } from './history.ts'
import { chunkCall, eventCall, generateCall, type ModelHead, type RoutedCall } from './model-call.ts'
import { register, registered } from './model-registry.ts'
import { prepareCandidate, type Prepared } from './prepare-candidate.ts'
import { intersectProfiles } from './profile-of.ts'
import { resultDialect } from './result-dialect.ts'
import { metadataOf } from './response-metadata.ts'
import { sessionOf, sessionOfMessages } from './session-of.ts'
import type { SignalboxCallOptions } from './signalbox-call-options.ts'
import { createStructuredFormat, type StructuredFormat } from './structured-format.ts'
import { toHostError } from './to-host-error.ts'
import { toRouteRequest } from './to-route-request.ts'
import type { CallOptions } from './unwrap-model.ts'
import { addUsage, usageOfOthers } from './usage.ts'
import { withFields } from './with-fields.ts'

/** A schema of Zod, of the standard for schemas, or JSON Schema. */
type OutputSchema<RunOutput extends object> =
  | SerializableSchema<RunOutput & Record<string, unknown>>
  | ZodV4Like<RunOutput>
  | ZodV3Like<RunOutput>
  | Readonly<Record<string, unknown>>

/** What a routed model is made of. */
export interface RoutedChatModelFields extends BaseChatModelParams {
  /** The policy. Undefined only where a model of that name is made already: then it is that one again. */
  readonly router?: Router | undefined
  /** Target id -> its chat model, or an id for `initChatModel`. Every target needs one. */
  readonly models?: Readonly<Record<string, CandidateModel>> | undefined
  /** What is asked for where a call does not say: `auto` (default), `task:NAME`, `tier:NAME`, a target or model id. */
  readonly model?: string | undefined
  /** The name by which a serialised model finds its router again. Default `signalbox`. */
  readonly routerName?: string | undefined
}

/** Call options: those of the candidates pass through to whichever answers. */
export interface RoutedChatModelCallOptions extends BaseChatModelCallOptions {
  /** Hints to the router. */
  signalbox?: SignalboxCallOptions | undefined
  tools?: BindToolsInput[] | undefined
  strict?: boolean | undefined
  parallel_tool_calls?: boolean | undefined
  response_format?: Readonly<Record<string, unknown>> | undefined
  /** A bound schema: set by `withStructuredOutput`. */
  signalbox_format?: StructuredFormat | undefined
}

/** A policy, as LangChain sees it: one more chat model. Holds nothing of any call. */
export class RoutedChatModel extends BaseChatModel<RoutedChatModelCallOptions> {
  static override lc_name(): string {
    return 'RoutedChatModel'
  }

  override lc_serializable = true
  override lc_namespace: string[] = ['langchain', 'chat_models', 'signalbox']
  /** What is asked for where a call does not say. */
  readonly model: string
  readonly router: Router
  readonly routerName: string
  // Not #fields: those break behind the proxies that tracing tools put around models.
  private readonly candidates: Candidates
  private readonly modelOf: ReadonlyMap<string, string>

  /** @throws ConfigurationError, UnknownModelError */
  constructor(fields: RoutedChatModelFields) {
    const { router, models, model = 'auto', routerName = 'signalbox', ...own } = fields
    super(own)
    if ((router === undefined) !== (models === undefined))
      throw new ConfigurationError(['A RoutedChatModel needs both: router and models.'])
    const made =
      router === undefined || models === undefined
        ? registered(routerName)
        : { router, candidates: createCandidates(router, models) }
    register(routerName, made)
    this.router = made.router
    this.candidates = made.candidates
    this.model = model
    this.routerName = routerName
    this.modelOf = new Map(made.router.targets.map((target) => [target.id, target.model]))
    // What is written down when the model is: never a key, never a model.
    this.lc_kwargs = { routerName, model }
  }

  override _llmType(): string {
    return 'signalbox'
  }

  override get callKeys(): string[] {
    return [...super.callKeys, 'signalbox', 'signalbox_format', 'tools', 'tool_choice']
  }

  override getLsParams(options: this['ParsedCallOptions']): LangSmithParams {
    const { signalbox, stop } = options as RoutedChatModelCallOptions
    return {
      ls_provider: 'signalbox',
      ls_model_name: signalbox?.model ?? this.model,
      ls_model_type: 'chat',
      ls_temperature: undefined,
      ls_max_tokens: undefined,
      ls_stop: stop,
    } as LangSmithParams
  }

  override _identifyingParams(): Record<string, unknown> {
    return { router: this.routerName, model: this.model, targets: this.candidates.ids }
  }

  override invocationParams(options?: this['ParsedCallOptions']): Record<string, unknown> {
    const { signalbox, stop, tool_choice, tools } = (options ?? {}) as RoutedChatModelCallOptions
    return { model: signalbox?.model ?? this.model, stop, tool_choice, tools: tools?.map(toTraced) }
  }

  protected override _getCallOptionsForTracing(options: this['ParsedCallOptions']): this['ParsedCallOptions'] {
    const { tools, signalbox_format: _, ...rest } = options as RoutedChatModelCallOptions
    return { ...rest, ...(tools && { tools: tools.map(toTraced) }) } as unknown as this['ParsedCallOptions']
  }

  override _getSerializedCacheKeyParametersForCall(options: CallOptions & { config?: RunnableConfig }): string {
    const { signalbox, signalbox_format: format, signal: _, ...rest } = options
    const { session: __, requestId: ___, ...hints } = (signalbox ?? {}) as SignalboxCallOptions
    const { schema, method, name } = (format ?? {}) as Partial<StructuredFormat>
    return super._getSerializedCacheKeyParametersForCall({
      ...rest,
      signalbox: hints,
      format: { schema, method, name },
    } as never)
  }

  /** What every candidate can do; unknown to one = left out. */
  override get profile(): ModelProfile {
    const known = this.candidates.known()
    if (known.length < this.candidates.ids.length) return {}
    return intersectProfiles(known.map(({ model }) => model.profile ?? {}))
  }

  /** Tools stay as they are until it is known who answers: each candidate converts them its own way. */
  override bindTools(
    tools: BindToolsInput[],
    options?: Partial<RoutedChatModelCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, RoutedChatModelCallOptions> {
    return this.withConfig({ ...options, tools } as Partial<RoutedChatModelCallOptions>)
  }

  /** Each candidate is held to the schema by the means it has, and its answer read by its own parser. */
  override withStructuredOutput<RunOutput extends object = Record<string, unknown>>(
    schema: OutputSchema<RunOutput>,
    config?: StructuredOutputMethodOptions<false>,
  ): Runnable<BaseLanguageModelInput, RunOutput>
  override withStructuredOutput<RunOutput extends object = Record<string, unknown>>(
    schema: OutputSchema<RunOutput>,
    config?: StructuredOutputMethodOptions<true>,
  ): Runnable<BaseLanguageModelInput, { raw: BaseMessage; parsed: RunOutput }>
  override withStructuredOutput(
    schema: unknown,
    config?: StructuredOutputMethodOptions<boolean>,
  ): Runnable<BaseLanguageModelInput, never> {
    const format = createStructuredFormat(schema, config)
    // Parsers read the providers' own form.
    const asked = this.withConfig({
      signalbox_format: format,
      outputVersion: 'v0',
    } as Partial<RoutedChatModelCallOptions>)
    const parser = RunnableLambda.from((message: AIMessage, runConfig?: RunnableConfig) =>
      format.parse(message, runConfig),
    )
    return assembleStructuredOutputPipeline(
      asked,
      parser as never,
      config?.includeRaw,
      'RoutedStructuredOutput',
    ) as Runnable<BaseLanguageModelInput, never>
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const { request, routed } = await this.prepare(messages, options, runManager)
    const { signal } = options
    try {
      const { reply, head, outcome } = await this.router.run(request, generateCall(routed), {
        dialect: resultDialect,
        signal,
      })
      const metadata = metadataOf(outcome)
      const others = usageOfOthers(outcome.attempts, outcome.servedBy?.n)
      return {
        ...reply,
        generations: reply.generations.map((generation) => {
          const message = generation.message as AIMessage
          const usage = addUsage(message.usage_metadata, others)
          return {
            ...generation,
            message: withFields(message, {
              response_metadata: { ...named(head, message), ...message.response_metadata, ...metadata },
              ...(usage && { usage_metadata: usage }),
            }),
          }
        }),
      }
    } catch (error) {
      throw toHostError(error)
    }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { request, routed } = await this.prepare(messages, options, runManager)
    const { signal } = options
    try {
      // LangChain reads the last candidate as it comes: its own clocks keep working.
      const run = await this.router.open(request, chunkCall(routed), { dialect: chunkDialect, signal, last: 'open' })
      let hasModel = false
      for await (const chunk of run) {
        if (chunk === 'end') continue
        hasModel ||= typeof (chunk.message.response_metadata as CallOptions)['model'] === 'string'
        yield chunk
        await tell(runManager, chunk)
      }
      const { attempts, ...report } = run.report()
      const usage = usageOfOthers(attempts, report.servedBy?.n)
      const last = new ChatGenerationChunk({
        text: '',
        message: new MessageChunk({
          content: '',
          response_metadata: { ...(!hasModel && named(run.head)), ...metadataOf({ attempts, ...report }) },
          ...(usage && { usage_metadata: usage }),
        }),
      })
      yield last
      await tell(runManager, last)
    } catch (error) {
      throw toHostError(error)
    }
  }

  override async *_streamChatModelEvents(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatModelStreamEvent> {
    const { request, routed } = await this.prepare(messages, options, runManager)
    const { signal } = options
    try {
      const run = await this.router.open(request, eventCall(routed), { dialect: eventDialect, signal, last: 'open' })
      for await (const event of run) {
        if (event.event !== 'message-finish') {
          yield event
          continue
        }
        const report = run.report()
        const usage = addUsage(
          event.usage as AIMessage['usage_metadata'],
          usageOfOthers(report.attempts, report.servedBy?.n),
        )
        yield {
          ...event,
          ...(usage && { usage }),
          responseMetadata: { ...named(run.head), ...event.responseMetadata, ...metadataOf(report) },
        }
      }
    } catch (error) {
      throw toHostError(error)
    }
  }

  /** The conversation is in what LangChain strips before a model sees it. */
  protected override _separateRunnableConfigFromCallOptionsCompat(
    options?: Partial<RoutedChatModelCallOptions>,
  ): [RunnableConfig, this['ParsedCallOptions']] {
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(options)
    const hints = (call as RoutedChatModelCallOptions).signalbox
    const session = hints?.session ?? sessionOf(config, call as CallOptions)
    return [config, session === undefined ? call : ({ ...call, signalbox: { ...hints, session } } as typeof call)]
  }

  private async prepare(
    messages: readonly BaseMessage[],
    given: this['ParsedCallOptions'],
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<{ readonly request: RouteRequest; readonly routed: RoutedCall }> {
    given.signal?.throwIfAborted()
    checkCall(messages, given)
    const { signalbox, tools, signalbox_format: format, ...options } = given as RoutedChatModelCallOptions
    const candidates = await this.candidates.load()
    const prepared = new Map<string, Prepared>()
    const unfit: Record<string, string> = {}
    for (const [id, candidate] of candidates) {
      const one = prepareCandidate(candidate, tools, format, options as CallOptions)
      prepared.set(id, one)
      if (one.kind === 'unfit') unfit[id] = one.why
    }
    const request = toRouteRequest(messages, {
      hints: { ...signalbox, session: signalbox?.session ?? sessionOfMessages(messages) ?? runManager?.runId },
      model: this.model,
      options: options as CallOptions,
      tools,
      format,
      unfit: Object.keys(unfit).length === 0 ? undefined : unfit,
      lastTurn: lastTurnOf(messages, candidates),
    })
    const takesBack = (target: string, from: string): boolean =>
      target === from ||
      (this.modelOf.get(target) === this.modelOf.get(from) &&
        candidates.get(target)?.provider === candidates.get(from)?.provider)
    return { request, routed: { messages, options: options as CallOptions, prepared, takesBack } }
  }
}

/** @throws LangChainError with the place and the remedy; nothing has been sent */
function checkCall(messages: readonly BaseMessage[], { signalbox }: RoutedChatModelCallOptions): void {
  const message =
    messages.length === 0
      ? 'There are no messages to answer. Give at least one, a HumanMessage for instance.'
      : hintProblem(signalbox, 'The call option signalbox')?.message
  if (message !== undefined) throw stampRetryable(new LangChainError(message), false)
}

/** The served model, for messages whose package does not name it. */
function named({ model }: ModelHead, message?: AIMessage): { readonly model?: string } {
  const told = message?.response_metadata['model_name'] as string | undefined
  const name = told ?? model
  return name === undefined ? {} : { model: name }
}

async function tell(runManager: CallbackManagerForLLMRun | undefined, chunk: ChatGenerationChunk): Promise<void> {
  await runManager?.handleLLMNewToken(chunk.text ?? '', { prompt: 0, completion: 0 }, undefined, undefined, undefined, {
    chunk,
  })
}

/** A tool as a trace can write it down. */
function toTraced(tool: BindToolsInput): unknown {
  try {
    return 'schema' in tool ? convertToOpenAITool(tool as never) : tool
  } catch {
    return { name: (tool as { readonly name?: unknown }).name }
  }
}
