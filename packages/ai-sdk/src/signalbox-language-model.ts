import {
  NoSuchModelError,
  type LanguageModelV4,
  type LanguageModelV4CallOptions,
  type LanguageModelV4GenerateResult,
  type LanguageModelV4StreamResult,
} from '@ai-sdk/provider'
import { type Collected, type RouteRequest, toMetadata } from '@signalbox/core'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { checkCallOptions } from './check-call-options.ts'
import { forwardStream } from './forward-stream.ts'
import { lastTurnOf } from './history.ts'
import type { HostContext } from './host-context.ts'
import { withMark } from './marks.ts'
import { generateCall, streamCall, type ModelHead } from './model-call.ts'
import { providerOf, type ProviderKey } from './provider-registry.ts'
import { resultDialect } from './result-dialect.ts'
import { streamDialect } from './stream-dialect.ts'
import { intersectUrls } from './supported-urls.ts'
import { toHostError } from './to-host-error.ts'
import { toRouteRequest } from './to-route-request.ts'
import { unfitTargets } from './unfit-targets.ts'
import { sumUsage } from './usage.ts'

/** What a serialised model is found again by: functions and keys stay where they are. */
interface Serialized extends ProviderKey {
  readonly modelId: string
}

/** A route, as the AI SDK sees it: one more model. Holds nothing of any call. */
export class SignalboxLanguageModel implements LanguageModelV4 {
  readonly specificationVersion = 'v4'
  readonly provider: string
  readonly modelId: string
  /** URLs that every model which may come to serve fetches by itself. Never rejects. */
  readonly supportedUrls: Promise<Record<string, RegExp[]>>
  // Not a #field: those break behind the proxies that tracing tools put around models.
  private readonly host: HostContext

  /** @throws NoSuchModelError */
  constructor(modelId: string, host: HostContext) {
    const { router, models, name } = host
    const targets = router.targetsOf(modelId)
    if (targets === undefined) {
      throw new NoSuchModelError({
        modelId,
        modelType: 'languageModel',
        message: `There is no model, target or tier "${modelId}". Known: ${router.ids.slice(0, 20).join(', ')}.`,
      })
    }
    this.modelId = modelId
    this.provider = `${name}.router`
    this.host = host
    this.supportedUrls = intersectUrls(targets.flatMap(({ id }) => models.language.get(id)?.model ?? []))
  }

  static [WORKFLOW_SERIALIZE](model: SignalboxLanguageModel): Serialized {
    const { name, router } = model.host
    return { provider: name, policy: router.policy.version, modelId: model.modelId }
  }

  /** Finds the provider of that name in this process; it has to be created before a workflow resumes. @throws NoSuchModelError */
  static [WORKFLOW_DESERIALIZE]({ modelId, ...key }: Serialized): LanguageModelV4 {
    return providerOf(key, modelId)(modelId)
  }

  async doGenerate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const request = await this.#toRequest(options)
    try {
      const collected = await this.host.router.run(request, generateCall(this.host, options), {
        dialect: resultDialect,
        signal: options.abortSignal,
      })
      return this.#toResult(collected)
    } catch (error) {
      throw toHostError(error)
    }
  }

  async doStream(options: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const request = await this.#toRequest(options)
    try {
      const run = await this.host.router.open(request, streamCall(this.host, options), {
        dialect: streamDialect,
        signal: options.abortSignal,
        // The host watches the last candidate itself: its own clocks and its own reading of an error in the stream keep working.
        last: 'open',
      })
      const { metadata } = this.host
      return {
        stream: forwardStream(run, { metadata, includeRawChunks: options.includeRawChunks === true }),
        ...(run.head.request && { request: run.head.request }),
        ...(run.head.response && { response: run.head.response }),
      }
    } catch (error) {
      throw toHostError(error)
    }
  }

  /** @throws InvalidArgumentError */
  async #toRequest(options: LanguageModelV4CallOptions): Promise<RouteRequest> {
    checkCallOptions(options.providerOptions, this.host.models.modelOf)
    return toRouteRequest(options, {
      model: this.modelId,
      unfit: await unfitTargets(options, this.host.models),
      lastTurn: lastTurnOf(options.prompt, this.host.models),
    })
  }

  #toResult({
    reply,
    head,
    outcome,
  }: Collected<ModelHead, LanguageModelV4GenerateResult>): LanguageModelV4GenerateResult {
    const { metadata } = this.host
    const { decision } = outcome
    const mark = {
      target: outcome.servedBy?.target ?? '',
      inputTokens: decision.inputTokens,
      atMs: decision.decidedAtMs,
    }
    return {
      ...reply,
      content: metadata === 'full' ? reply.content.map((part) => withMark(part, mark)) : reply.content,
      usage: sumUsage(reply.usage, outcome),
      response: { ...reply.response, modelId: reply.response?.modelId ?? head.modelId },
      warnings: head.warnings.length === 0 ? reply.warnings : [...reply.warnings, ...head.warnings],
      ...(metadata !== 'none' && {
        providerMetadata: { ...reply.providerMetadata, signalbox: toMetadata(outcome) },
      }),
    }
  }
}
