import type { StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import type { AIMessage } from '@langchain/core/messages'
import { RunnableSequence, type Runnable } from '@langchain/core/runnables'
import type { JsonSchema } from '@signalbox/core'
import type { Candidate } from './candidates.ts'
import { jsonSchemaOf } from './json-schema-of.ts'
import type { Prepared } from './prepare-candidate.ts'
import { unwrapModel, type CallOptions } from './unwrap-model.ts'

/** Reads a candidate's answers. */
export type OutputParser = Runnable<AIMessage, unknown>

/** A schema bound to a routed model: each candidate asks for it and reads it its own way. */
export interface StructuredFormat {
  readonly of: (candidate: Candidate) => Prepared
  /** undefined = the candidate cannot be held to the schema. */
  readonly parserOf: (candidate: Candidate) => OutputParser | undefined
  readonly method: StructuredOutputMethodOptions['method'] | undefined
  readonly name: string
  /** undefined = it cannot be written as JSON Schema. */
  readonly schema: JsonSchema | undefined
}

/** The parts of what a candidate's `withStructuredOutput` gives. */
interface Parts {
  readonly prepared: Prepared
  readonly parser: OutputParser | undefined
}

export function createStructuredFormat(
  schema: unknown,
  config: StructuredOutputMethodOptions<boolean> = {},
): StructuredFormat {
  const { includeRaw: _, ...own } = config
  const byCandidate = new WeakMap<Candidate, Parts>()
  const partsOf = (candidate: Candidate): Parts => {
    const known = byCandidate.get(candidate)
    if (known !== undefined) return known
    const parts = takeApart(candidate, schema, own)
    byCandidate.set(candidate, parts)
    return parts
  }
  return {
    of: (candidate) => partsOf(candidate).prepared,
    parserOf: (candidate) => partsOf(candidate).parser,
    method: config.method,
    name: config.name ?? 'extract',
    schema: jsonSchemaOf(schema),
  }
}

function takeApart(candidate: Candidate, schema: unknown, config: StructuredOutputMethodOptions<boolean>): Parts {
  const { model, bound, provider } = candidate
  try {
    // Its parser would look for its own candidates in a message that says who of ours has answered.
    if (provider === 'signalbox') throw new Error('it is a routed model itself; give its candidates to this one')
    const given = model.withStructuredOutput(schema as Record<string, unknown>, { ...config, includeRaw: false })
    const sequence = withoutBinding(given)
    if (!(sequence instanceof RunnableSequence)) throw new Error('it does not say how it reads the answer')
    const [first, ...rest] = (sequence as RunnableSequence).steps
    const { model: asked, options } = unwrapModel(first as Runnable, model)
    return {
      prepared: {
        kind: 'ready',
        candidate,
        model: asked,
        options: { ...bound, ...options },
        way: wayOf(options, bound),
      },
      parser: (rest.length === 1 ? rest[0] : RunnableSequence.from(rest as [Runnable, Runnable])) as OutputParser,
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { prepared: { kind: 'unfit', why: `cannot be held to this schema: ${why}` }, parser: undefined }
  }
}

/** How the schema is asked for, where not natively. Tools that came with the candidate are none of it. */
function wayOf({ tools, response_format: form }: CallOptions, bound: CallOptions): 'tool-call' | 'json' | undefined {
  if (tools !== undefined && tools !== bound['tools']) return 'tool-call'
  return (form as { readonly type?: unknown } | undefined)?.type === 'json_object' ? 'json' : undefined
}

function withoutBinding(given: unknown): unknown {
  let current = given
  while (typeof current === 'object' && current !== null && 'bound' in current) current = current.bound
  return current
}
