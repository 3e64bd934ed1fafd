import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessageChunk } from '@langchain/core/messages'
import { RunnableBinding, type Runnable } from '@langchain/core/runnables'
import { ConfigurationError, type Router } from '@signalbox/core'
import { cacheKeyOf } from './cache-key-of.ts'
import { dialectOf } from './dialect-of.ts'
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
  /** Those made so far: instances at once, ids after the first call. */
  readonly known: () => readonly Candidate[]
  /** All of them, ids made now; one that cannot be made is a sentence about why, and is tried again at the next call. */
  readonly load: () => Promise<ReadonlyMap<string, Candidate | string>>
  /** What tells their answers from others' in a cache: of the models as they were given, the same before and after one is made. */
  readonly cacheKeys: () => readonly string[]
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

  const made = new Map<string, Candidate>()
  const making = new Map<string, Promise<Candidate | string>>()
  for (const [id, given] of Object.entries(models)) if (typeof given !== 'string') made.set(id, toCandidate(id, given))
  const make = async (id: string, given: CandidateModel): Promise<Candidate | string> => {
    try {
      const candidate = await withoutConfigurable(
        typeof given === 'string' ? toCandidate(id, await initModel(given)) : toCandidate(id, given),
      )
      made.set(id, candidate)
      return candidate
    } catch (error) {
      making.delete(id)
      const why = error instanceof Error ? error.message : String(error)
      return `cannot be made of "${String(given)}": ${why} Install "langchain" and the provider's package, set its key, or give an instance`
    }
  }
  return {
    ids,
    known: () => [...made.values()],
    cacheKeys: () =>
      Object.entries(models).map(([id, given]) =>
        typeof given === 'string' ? JSON.stringify([id, given]) : cacheKeyOf(toCandidate(id, given)),
      ),
    load: async () => {
      const all = new Map<string, Candidate | string>()
      for (const [id, given] of Object.entries(models)) {
        const known = made.get(id)
        if (known !== undefined && !isConfigurable(known.model)) {
          all.set(id, known)
          continue
        }
        const promise = making.get(id) ?? make(id, given)
        making.set(id, promise)
        all.set(id, await promise)
      }
      return all
    },
  }
}

function isModel(value: unknown): value is BaseChatModel | Runnable {
  if (typeof value !== 'object' || value === null) return false
  if ('_generate' in value && 'invoke' in value) return true
  return RunnableBinding.isRunnableBinding(value) && isModel(value.bound)
}

function toCandidate(id: string, given: BaseChatModel | Runnable): Candidate {
  const { model, options } = unwrapModel(given)
  return { id, model, bound: options, provider: dialectOf(model._llmType()) }
}

async function initModel(name: string): Promise<BaseChatModel> {
  const { initChatModel } = await import('langchain/chat_models/universal')
  return initChatModel(name, { maxRetries: 0 })
}

interface Configurable {
  readonly _getModelInstance: (config: object) => Promise<BaseChatModel>
}

function isConfigurable(model: object): model is Configurable {
  return '_getModelInstance' in model && typeof model._getModelInstance === 'function'
}

/** What `initChatModel` gives makes its model only when it is asked, and that one knows how to stream. */
async function withoutConfigurable(candidate: Candidate): Promise<Candidate> {
  const { id, model, bound } = candidate
  if (!isConfigurable(model)) return candidate
  const inner = toCandidate(id, await model._getModelInstance({}))
  return { ...inner, bound: { ...inner.bound, ...bound } }
}
