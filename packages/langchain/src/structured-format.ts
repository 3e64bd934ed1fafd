import type { StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import type { AIMessage } from '@langchain/core/messages'
import { RunnableSequence, type Runnable, type RunnableConfig } from '@langchain/core/runnables'
import { isSerializableSchema } from '@langchain/core/utils/standard_schema'
import { isInteropZodSchema } from '@langchain/core/utils/types'
import { toJsonSchema } from '@langchain/core/utils/json_schema'
import type { JsonSchema } from '@signalbox/core'
import type { Candidate } from './candidates.ts'
import type { Prepared } from './prepare-candidate.ts'
import { unwrapModel } from './unwrap-model.ts'

/** A schema bound to a routed model: each candidate asks for it and reads it its own way. */
export interface StructuredFormat {
  readonly of: (candidate: Candidate) => Prepared
  /** Reads an answer with the parser of the target that gave it. */
  readonly parse: (message: AIMessage, config?: RunnableConfig) => Promise<unknown>
  readonly method: StructuredOutputMethodOptions['method'] | undefined
  readonly name: string
  readonly schema: JsonSchema
}

/** The parts of what a candidate's `withStructuredOutput` gives. */
interface Parts {
  readonly prepared: Prepared
  readonly parser: Runnable | undefined
}

export function createStructuredFormat(
  schema: unknown,
  config: StructuredOutputMethodOptions<boolean> = {},
): StructuredFormat {
  const { includeRaw: _, ...own } = config
  const byCandidate = new Map<string, Parts>()
  const partsOf = (candidate: Candidate): Parts => {
    const known = byCandidate.get(candidate.id)
    if (known !== undefined) return known
    const parts = takeApart(candidate, schema, own)
    byCandidate.set(candidate.id, parts)
    return parts
  }
  return {
    of: (candidate) => partsOf(candidate).prepared,
    parse: async (message, runConfig) => {
      const { target } = (message.response_metadata['signalbox'] ?? {}) as { readonly target?: string }
      const parser = target === undefined ? undefined : byCandidate.get(target)?.parser
      if (parser === undefined)
        throw new Error(`An answer of "${target ?? 'nobody'}" cannot be read: this model has not asked for it.`)
      return parser.invoke(message, runConfig)
    },
    method: config.method,
    name: config.name ?? 'extract',
    schema: jsonSchemaOf(schema),
  }
}

export function jsonSchemaOf(schema: unknown): JsonSchema {
  const isForeign = isInteropZodSchema(schema) || isSerializableSchema(schema)
  return (isForeign ? toJsonSchema(schema as never) : schema) as JsonSchema
}

function takeApart(candidate: Candidate, schema: unknown, config: StructuredOutputMethodOptions<boolean>): Parts {
  const { model, bound } = candidate
  try {
    const given = model.withStructuredOutput(schema as Record<string, unknown>, { ...config, includeRaw: false })
    const sequence = withoutBinding(given)
    if (!(sequence instanceof RunnableSequence)) throw new Error('it does not say how it reads the answer')
    const [first, ...rest] = (sequence as RunnableSequence).steps
    const { model: asked, options } = unwrapModel(first as Runnable, model)
    return {
      prepared: { kind: 'ready', candidate, model: asked, options: { ...bound, ...options } },
      parser: rest.length === 1 ? rest[0] : RunnableSequence.from(rest as [Runnable, Runnable]),
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { prepared: { kind: 'unfit', why: `cannot be held to this schema: ${why}` }, parser: undefined }
  }
}

function withoutBinding(given: unknown): unknown {
  let current = given
  while (typeof current === 'object' && current !== null && 'bound' in current) current = current.bound
  return current
}
