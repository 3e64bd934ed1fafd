import type { BaseChatModel, BindToolsInput } from '@langchain/core/language_models/chat_models'
import type { Candidate } from './candidates.ts'
import type { StructuredFormat } from './structured-format.ts'
import { unwrapModel, type CallOptions } from './unwrap-model.ts'

/** A candidate as one call wants it, or why it cannot have this call: the rest of a sentence about it. */
export type Prepared =
  | {
      readonly kind: 'ready'
      readonly candidate: Candidate
      readonly model: BaseChatModel
      readonly options: CallOptions
      /** How a bound schema is asked for, where not natively. */
      readonly way?: 'tool-call' | 'json' | undefined
    }
  | { readonly kind: 'unfit'; readonly why: string }

/** Options that models look at when they convert tools. */
const toolOptions = ['tool_choice', 'strict', 'parallel_tool_calls', 'allowedFunctionNames']

interface BoundTools {
  readonly tools: readonly BindToolsInput[]
  readonly with: CallOptions
  readonly prepared: Prepared
}

/** The last tools a candidate was given: an agent gives the same ones at every step, and converting them is the dear part. */
const lastTools = new WeakMap<Candidate, BoundTools>()

/** Tools and schema converted the candidate's own way, without a call. */
export function prepareCandidate(
  candidate: Candidate,
  tools: readonly BindToolsInput[] | undefined,
  format: StructuredFormat | undefined,
  options: CallOptions,
): Prepared {
  if (format !== undefined) {
    const formed = format.of(candidate)
    // Where the schema is a tool that has to be called, no other can be.
    if (formed.kind === 'unfit' || formed.way === 'tool-call' || !tools?.length) return formed
    const equipped = prepareCandidate(candidate, tools, undefined, options)
    return equipped.kind === 'unfit' ? equipped : { ...formed, options: { ...equipped.options, ...formed.options } }
  }
  const { model, bound } = candidate
  if (tools === undefined || tools.length === 0) return { kind: 'ready', candidate, model, options: bound }
  const more = Object.fromEntries(
    toolOptions.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  )
  const last = lastTools.get(candidate)
  if (
    last !== undefined &&
    isSame(last.tools, tools) &&
    isSame(Object.entries(last.with).flat(), Object.entries(more).flat())
  )
    return last.prepared
  const prepared = bindTools(candidate, tools, more)
  lastTools.set(candidate, { tools: [...tools], with: more, prepared })
  return prepared
}

function bindTools(candidate: Candidate, tools: readonly BindToolsInput[], more: CallOptions): Prepared {
  const { id, model, bound } = candidate
  if (boundTools(candidate) !== undefined)
    return unfit(`has tools bound to it already; give models["${id}"] without them`)
  if (typeof model.bindTools !== 'function')
    return unfit(
      `takes no tools: ${model.getName()} has no bindTools; take a chat model that has, or leave this target out of the policy`,
    )
  try {
    const given = unwrapModel(model.bindTools([...tools], more as never), model)
    return { kind: 'ready', candidate, model: given.model, options: { ...bound, ...given.options } }
  } catch (error) {
    return unfit(`cannot take these tools: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Tools that came with a model: bound as an option, or kept by its own `bindTools`. */
export function boundTools({ bound, model }: Candidate): readonly BindToolsInput[] | undefined {
  for (const tools of [bound['tools'], (model as { readonly tools?: unknown }).tools])
    if (Array.isArray(tools) && tools.length > 0) return tools as readonly BindToolsInput[]
  return undefined
}

function unfit(why: string): Prepared {
  return { kind: 'unfit', why }
}

function isSame(first: readonly unknown[], second: readonly unknown[]): boolean {
  return first.length === second.length && first.every((one, index) => one === second[index])
}
