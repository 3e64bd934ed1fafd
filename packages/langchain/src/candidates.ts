import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessageChunk } from '@langchain/core/messages'
import { RunnableBinding, type Runnable } from '@langchain/core/runnables'
import { ConfigurationError, type Router } from '@signalbox/core'
import { unwrapModel, type CallOptions } from './unwrap-model.ts'

/** A chat model, one with options bound to it, or an id for `initChatModel`, like `openai:gpt-5.5`. */
export type CandidateModel = BaseChatModel | Runnable<BaseLanguageModelInput, AIMessageChunk> | string

/** A target's model, ready to be called. */
export interface Candidate {
  readonly id: string
  readonly model: BaseChatModel
  /** Options that came bound to it. */
  readonly bound: CallOptions
  /** Whose dialect it speaks: `openai`, `anthropic`, `deepseek` … */
  readonly provider: string
}

/** The models of one routed model, by target id. */
export interface Candidates {
  /** Those at hand without loading anything. */
  readonly known: () => readonly Candidate[]
  /** All of them; ids are loaded at the first call. @throws ConfigurationError naming the id and what to install */
  readonly load: () => Promise<ReadonlyMap<string, Candidate>>
  /** Target ids that have a model. */
  readonly ids: readonly string[]
}

/** @throws ConfigurationError naming every target without a model, every model without a target, and what to do */
export function createCandidates(router: Router, models: Readonly<Record<string, CandidateModel>>): Candidates {
  const ids = Object.keys(models)
  const targets = router.targets.map(({ id }) => id)
  const issues = [
    ...targets
      .filter((id) => models[id] === undefined)
      .map((id) => `The target "${id}" has no model. Add models["${id}"], or take the target out of the policy.`),
    ...ids
      .filter((id) => !targets.includes(id))
      .map((id) => `There is no target "${id}". The policy has: ${targets.join(', ')}.`),
    ...ids
      .filter((id) => targets.includes(id) && typeof models[id] !== 'string' && !isModel(models[id]))
      .map(
        (id) =>
          `models["${id}"] is no chat model. Give it one, like new ChatOpenAI({ … }), or an id like "openai:gpt-5.5".`,
      ),
  ]
  if (issues.length > 0) throw new ConfigurationError(issues)

  const known: Candidate[] = []
  for (const [id, given] of Object.entries(models)) if (typeof given !== 'string') known.push(toCandidate(id, given))
  let loading: Promise<ReadonlyMap<string, Candidate>> | undefined
  const loadAll = async (): Promise<ReadonlyMap<string, Candidate>> => {
    const byId = new Map<string, Candidate>()
    for (const [id, given] of Object.entries(models)) {
      const candidate = known.find((one) => one.id === id) ?? toCandidate(id, await initModel(id, given as string))
      byId.set(id, await withoutConfigurable(candidate))
    }
    return byId
  }
  return {
    ids,
    known: () => known,
    load: () =>
      (loading ??= loadAll().catch((error: unknown) => {
        // A package that is installed later, a key that is set later: the next call may fare better.
        loading = undefined
        throw error
      })),
  }
}

function isModel(value: unknown): value is BaseChatModel | Runnable {
  if (typeof value !== 'object' || value === null) return false
  if ('_generate' in value && 'invoke' in value) return true
  return RunnableBinding.isRunnableBinding(value) && isModel(value.bound)
}

function toCandidate(id: string, given: BaseChatModel | Runnable): Candidate {
  const { model, options } = unwrapModel(given)
  return { id, model, bound: options, provider: model._llmType() }
}

async function initModel(id: string, name: string): Promise<BaseChatModel> {
  try {
    const { initChatModel } = await import('langchain/chat_models/universal')
    return await initChatModel(name, { maxRetries: 0 })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw Object.assign(
      new ConfigurationError([
        `models["${id}"]: "${name}" cannot be made: ${why} Install "langchain" and the provider's package, set its key, or give an instance.`,
      ]),
      { cause },
    )
  }
}

/** What `initChatModel` gives makes its model only when it is asked, and that one knows how to stream. */
async function withoutConfigurable(candidate: Candidate): Promise<Candidate> {
  const { id, model, bound } = candidate
  if (!('_getModelInstance' in model) || typeof model._getModelInstance !== 'function') return candidate
  const inner = toCandidate(id, (await model._getModelInstance({})) as BaseChatModel)
  return { ...inner, bound: { ...inner.bound, ...bound } }
}
