import type { AIMessage, AIMessageChunk } from '@langchain/core/messages'
import { Runnable, type RunnableConfig } from '@langchain/core/runnables'
import type { OutputParser } from './structured-format.ts'

/** Who reads the answers of a target. */
export type ParserOf = (target: string | undefined) => Promise<OutputParser>

/** The targets of messages on their way through a stream: only its last chunk says who served, and a parser has to know at the first. */
const served = new WeakMap<object, string>()

export function rememberTarget(message: object, target: string): void {
  served.set(message, target)
}

/** Reads each answer with the parser of the target that gave it, a stream piece by piece where that parser can. */
export class RoutedOutputParser extends Runnable<AIMessage, unknown> {
  static override lc_name(): string {
    return 'RoutedOutputParser'
  }
  override lc_namespace: string[] = ['signalbox', 'output_parsers']
  private readonly parserOf: ParserOf

  constructor(parserOf: ParserOf) {
    super()
    this.parserOf = parserOf
  }

  override async invoke(message: AIMessage, options?: Partial<RunnableConfig>): Promise<unknown> {
    return (await this.parserOf(targetOf(message))).invoke(message, options)
  }

  override async *transform(
    chunks: AsyncGenerator<AIMessage>,
    options?: Partial<RunnableConfig>,
  ): AsyncGenerator<unknown> {
    const first = await chunks.next()
    if (first.done === true) return
    const target = targetOf(first.value)
    if (target !== undefined)
      return yield* (await this.parserOf(target)).transform(withFirst(first.value, chunks), options ?? {})
    let whole = first.value as AIMessageChunk
    for await (const chunk of chunks) whole = whole.concat(chunk as AIMessageChunk)
    yield await this.invoke(whole as unknown as AIMessage, options)
  }
}

function targetOf(message: AIMessage): string | undefined {
  const { signalbox } = message.response_metadata as { readonly signalbox?: { readonly target?: string } }
  return signalbox?.target ?? served.get(message)
}

async function* withFirst<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
