import {
  LoadSettingError,
  type LanguageModelV4,
  type LanguageModelV4CallOptions,
  type LanguageModelV4GenerateResult,
  type LanguageModelV4StreamPart,
  type LanguageModelV4StreamResult,
  type SharedV4Warning,
} from '@ai-sdk/provider'
import type { Call, CallContext, Reply, Target } from '@signalbox/core'
import { decideAnswer } from './decide-answer.ts'
import type { HostContext } from './host-context.ts'
import { toLanguageModelV4 } from './host-models.ts'
import { targetOptions } from './target-options.ts'

/** What the host gets before parts. */
export interface ModelHead {
  /** The model's own id, for replies that do not name who served. */
  readonly modelId: string
  /** What the router did to the call, for the host's warnings. */
  readonly warnings: readonly SharedV4Warning[]
  readonly request?: LanguageModelV4StreamResult['request']
  readonly response?: LanguageModelV4StreamResult['response']
}

/** Calls for whole results. */
export function generateCall(
  host: HostContext,
  options: LanguageModelV4CallOptions,
): Call<ModelHead, LanguageModelV4GenerateResult> {
  return async (target, context) => {
    const { model, sent, warnings } = await prepare(host, options, target, context)
    const result = await (model === undefined ? decide(host, target, context) : model.doGenerate(sent))
    return { head: { modelId: model?.modelId ?? target.id, warnings }, parts: [result] }
  }
}

/** Calls for streams. Judges and samples are asked for whole results all the same: nobody watches them. */
export function streamCall(
  host: HostContext,
  options: LanguageModelV4CallOptions,
): Call<ModelHead, LanguageModelV4StreamPart> {
  return async (target, context): Promise<Reply<ModelHead, LanguageModelV4StreamPart>> => {
    const { model, sent, warnings } = await prepare(host, options, target, context)
    if (model === undefined || context.ask !== undefined) {
      const result = await (model === undefined ? decide(host, target, context) : model.doGenerate(sent))
      return { head: { modelId: model?.modelId ?? target.id, warnings }, parts: partsOf(result) }
    }
    const { stream, request, response } = await model.doStream(sent)
    return { head: { modelId: model.modelId, warnings, request, response }, parts: stream }
  }
}

interface Prepared {
  /** undefined = a decision model is asked. */
  readonly model: LanguageModelV4 | undefined
  readonly sent: LanguageModelV4CallOptions
  readonly warnings: readonly SharedV4Warning[]
}

async function prepare(
  { models, takesBack }: HostContext,
  options: LanguageModelV4CallOptions,
  { id }: Target,
  context: CallContext,
): Promise<Prepared> {
  const given = models.language.get(id)
  if (given === undefined) {
    if (context.ask?.kind === 'judge' && models.decision.has(id))
      return { model: undefined, sent: options, warnings: [] }
    throw new LoadSettingError({ message: `The target "${id}" has no language model. Add models["${id}"].` })
  }
  const { namespaces } = given
  const { options: sent, warnings } = targetOptions(
    options,
    {
      id,
      namespaces,
      claimed: models.claimed,
      provider: given.model.provider,
      takesBackFrom: (from) => takesBack(id, from),
    },
    context,
  )
  const model = given.model.specificationVersion === 'v4' ? given.model : await toLanguageModelV4(given.model)
  return { model, sent, warnings }
}

function decide(
  { models }: HostContext,
  { id }: Target,
  { ask, signal }: CallContext,
): Promise<LanguageModelV4GenerateResult> {
  const model = models.decision.get(id)
  if (model === undefined || ask?.kind !== 'judge')
    throw new LoadSettingError({ message: `The target "${id}" has no model.` })
  return decideAnswer(model, ask, signal)
}

function partsOf({
  content,
  structuredOutputText: answer,
  usage,
  finishReason,
  response,
  providerMetadata,
}: LanguageModelV4GenerateResult): LanguageModelV4StreamPart[] {
  const texts = answer === undefined ? content : content.filter(({ type }) => type !== 'text')
  return [
    { type: 'response-metadata', ...response },
    ...(answer === undefined ? [] : [{ type: 'text-delta' as const, id: '0', delta: answer }]),
    ...texts.flatMap((part): LanguageModelV4StreamPart[] =>
      part.type === 'text'
        ? [{ type: 'text-delta', id: '0', delta: part.text }]
        : part.type === 'tool-call'
          ? [part]
          : [],
    ),
    { type: 'finish', usage, finishReason, ...(providerMetadata && { providerMetadata }) },
  ]
}
