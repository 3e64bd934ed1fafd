import type { BaseLanguageModelInput, StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import { BaseChatModel, type BindToolsInput, type LangSmithParams } from '@langchain/core/language_models/chat_models'
import type { ChatModelStreamEvent } from '@langchain/core/language_models/event'
import type { ModelProfile } from '@langchain/core/language_models/profile'
import { assembleStructuredOutputPipeline } from '@langchain/core/language_models/structured_output'
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import { AIMessageChunk, type AIMessage, type BaseMessage } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import type { Runnable, RunnableConfig } from '@langchain/core/runnables'
import { ConfigurationError, type Router } from '@signalbox/core'
import { createCandidates, type Candidates } from './candidates.ts'
import { chunkDialect } from './chunk-dialect.ts'
import { eventDialect } from './event-dialect.ts'
import { chunkCall, eventCall, generateCall } from './model-call.ts'
import { register, registered } from './model-registry.ts'
import { prepareCall, type PreparedCall } from './prepare-call.ts'
import { boundTools } from './prepare-candidate.ts'
import { intersectProfiles } from './profile-of.ts'
import { resultDialect } from './result-dialect.ts'
import { mergeOptions } from './merge-options.ts'
import { metadataOf } from './response-metadata.ts'
import { sessionOf } from './session-of.ts'
import type { SignalboxCallOptions } from './signalbox-call-options.ts'
import { createStructuredFormat, type StructuredFormat } from './structured-format.ts'
import type { OutputSchema, RoutedChatModelCallOptions, RoutedChatModelFields } from './routed-options.ts'
import { rememberTarget, RoutedOutputParser } from './routed-output-parser.ts'
import { toHostError } from './to-host-error.ts'
import { modelName, toRoutedResult } from './to-routed-result.ts'
import { tracedTool } from './traced-tool.ts'
import type { CallOptions } from './unwrap-model.ts'
import { addUsage, usageOfOthers } from './usage.ts'

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
  /** Tools bound to it, or to one of its candidates: hosts look here, and refuse a model that has some. */
  readonly tools?: readonly BindToolsInput[] | undefined
  // Not #fields: those break behind the proxies that tracing tools put around models.
  private readonly candidates: Candidates
  /** What is bound to it, under the name by which a router that has this one as a candidate finds it. */
  private readonly defaultOptions: Partial<RoutedChatModelCallOptions> = {}

  /** @throws ConfigurationError, UnknownModelError */
  constructor(fields: RoutedChatModelFields) {
    const { router, models, model = 'auto', routerName = 'signalbox', policy = '', ...own } = fields
    super(own)
    if ((router === undefined) !== (models === undefined))
      throw new ConfigurationError(['A RoutedChatModel needs both: router and models.'])
    const made =
      router === undefined || models === undefined
        ? registered(routerName, policy)
        : { router, candidates: createCandidates(router, models) }
    register(routerName, made)
    this.router = made.router
    this.candidates = made.candidates
    this.model = model
    this.routerName = routerName
    this.tools = made.candidates
      .known()
      .map(boundTools)
      .find((tools) => tools !== undefined)
    const { cache: _, callbacks: __, ...written } = own
    // What is written down when the model is: never a key, never a model.
    this.lc_kwargs = { ...written, routerName, policy: made.router.policy.version, model }
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
    return { model: signalbox?.model ?? this.model, stop, tool_choice, tools: tools?.map(tracedTool) }
  }

  protected override _getCallOptionsForTracing(options: this['ParsedCallOptions']): this['ParsedCallOptions'] {
    const { tools, signalbox_format: _, ...rest } = options as RoutedChatModelCallOptions
    return { ...rest, ...(tools && { tools: tools.map(tracedTool) }) } as unknown as this['ParsedCallOptions']
  }

  override _getSerializedCacheKeyParametersForCall(options: CallOptions & { config?: RunnableConfig }): string {
    const { signalbox, signalbox_format: format, tools, signal: _, control: __, ...rest } = options
    const { session: ___, requestId: ____, shadow: _____, ...hints } = (signalbox ?? {}) as SignalboxCallOptions
    const { schema, method, name } = (format ?? {}) as Partial<StructuredFormat>
    return super._getSerializedCacheKeyParametersForCall({
      ...rest,
      signalbox: hints,
      tools: (tools as BindToolsInput[] | undefined)?.map(tracedTool),
      format: { schema, method, name },
      policy: this.router.policy,
      candidates: this.candidates.cacheKeys(),
    } as never)
  }

  override _combineLLMOutput(...outputs: readonly (Record<string, unknown> | undefined)[]): Record<string, unknown> {
    const sum = { promptTokens: 0, completionTokens: 0, totalTokens: 0 }
    for (const output of outputs) {
      const usage = output?.['tokenUsage'] as Partial<typeof sum> | undefined
      for (const name of ['promptTokens', 'completionTokens', 'totalTokens'] as const) sum[name] += usage?.[name] ?? 0
    }
    return { tokenUsage: sum }
  }

  /** What every candidate can do; unknown to one = left out. */
  override get profile(): ModelProfile {
    const known = this.candidates.known()
    if (known.length < this.candidates.ids.length) return {}
    return intersectProfiles(known.map(({ model }) => model.profile ?? {}))
  }

  /** The same model with options that hold where a call gives none: a chat model still, which a binding is not. */
  override withConfig(config: Partial<RoutedChatModelCallOptions>): this {
    const defaultOptions = mergeOptions(this.defaultOptions, config)
    const copy = Object.create(Object.getPrototypeOf(this) as object, Object.getOwnPropertyDescriptors(this)) as this
    return Object.assign(copy, { defaultOptions, tools: defaultOptions.tools ?? this.tools })
  }

  /** Tools stay as they are until it is known who answers: each candidate converts them its own way. */
  override bindTools(tools: BindToolsInput[], options?: Partial<RoutedChatModelCallOptions>): this {
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
    const parser = new RoutedOutputParser(async (target = '') => {
      const candidate = (await this.candidates.load()).get(target)
      const own = typeof candidate === 'object' ? format.parserOf(candidate) : undefined
      if (own === undefined) throw new Error(`An answer of "${target}" cannot be read: it is no target of this model.`)
      return own
    })
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
      return toRoutedResult(reply.result, head, outcome)
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
        rememberTarget(chunk.message, run.target.id)
        hasModel ||= typeof (chunk.message.response_metadata as CallOptions)['model'] === 'string'
        yield chunk
        await tell(runManager, chunk)
      }
      const { attempts, ...report } = run.report()
      const usage = usageOfOthers(attempts, report.servedBy?.n)
      const last = new ChatGenerationChunk({
        text: '',
        message: new AIMessageChunk({
          content: '',
          response_metadata: { ...(!hasModel && modelName(run.head)), ...metadataOf({ attempts, ...report }) },
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
          responseMetadata: { ...modelName(run.head), ...event.responseMetadata, ...metadataOf(report) },
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
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(
      mergeOptions(this.defaultOptions, options),
    )
    const hints = (call as RoutedChatModelCallOptions).signalbox
    if (hints !== undefined && typeof hints !== 'object') return [config, call]
    const session = hints?.session ?? sessionOf(config, call as CallOptions)
    return [config, session === undefined ? call : ({ ...call, signalbox: { ...hints, session } } as typeof call)]
  }

  private prepare(
    messages: readonly BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<PreparedCall> {
    const { router, candidates, model } = this
    return prepareCall({ router, candidates, model }, messages, options, runManager?.runId)
  }
}

async function tell(runManager: CallbackManagerForLLMRun | undefined, chunk: ChatGenerationChunk): Promise<void> {
  await runManager?.handleLLMNewToken(chunk.text ?? '', { prompt: 0, completion: 0 }, undefined, undefined, undefined, {
    chunk,
  })
}
