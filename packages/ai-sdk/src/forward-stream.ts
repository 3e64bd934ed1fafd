import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import { RouteError, type Run, type SignalboxMark, toMetadata } from '@signalbox/core'
import { withMark } from './marks.ts'
import type { ModelHead } from './model-call.ts'
import type { SignalboxOptions } from './signalbox-options.ts'
import { toHostError } from './to-host-error.ts'
import { sumUsage, unknownUsage } from './usage.ts'

type Part = LanguageModelV4StreamPart

export interface ForwardOptions {
  readonly metadata: NonNullable<SignalboxOptions['metadata']>
  readonly includeRawChunks: boolean
}

/** Parts that may come before who serves is known. */
const opening: ReadonlySet<string> = new Set(['stream-start', 'response-metadata', 'raw', 'ping', 'error'])

/**
 * A committed run as the host's stream, at the reader's pace. Parts pass as they are but for: the served model where the provider
 * does not name it, marks, the decision and the sums on `finish`. A run that breaks off closes what is open, hands over the error as
 * a part and ends with a `finish` of its own.
 */
export function forwardStream(run: Run<ModelHead, Part>, options: ForwardOptions): ReadableStream<Part> {
  const mapper = createMapper(run, options)
  return new ReadableStream<Part>(
    {
      pull: async (controller) => {
        // A part may come to nothing (a raw chunk nobody asked for), and a pull has to bring something.
        for (let sent = 0; sent === 0;) {
          let parts: readonly Part[]
          try {
            const { done, value } = await run.next()
            if (done === true) {
              for (const part of mapper.end()) controller.enqueue(part)
              return controller.close()
            }
            parts = mapper.map(value)
          } catch (error) {
            if (!RouteError.isInstance(error)) return controller.error(toAbortError(error))
            for (const part of mapper.fail(error)) controller.enqueue(part)
            return controller.close()
          }
          for (const part of parts) controller.enqueue(part)
          sent = parts.length
        }
      },
      cancel: () => {
        void run.return?.()
      },
    },
    // The default queue reads ahead of the consumer.
    { highWaterMark: 0 },
  )
}

/** The host knows an abort by its name, and reads the reason from the signal itself. */
function toAbortError(reason: unknown): unknown {
  const name = typeof reason === 'object' && reason !== null && 'name' in reason ? reason.name : undefined
  if (name === 'AbortError' || name === 'TimeoutError' || name === 'ResponseAborted') return reason
  const error = new DOMException('The caller aborted the request.', 'AbortError')
  return Object.defineProperty(error, 'cause', { value: reason, configurable: true, writable: true })
}

interface Mapper {
  readonly map: (part: Part) => readonly Part[]
  readonly fail: (error: RouteError) => readonly Part[]
  readonly end: () => readonly Part[]
}

function createMapper(run: Run<ModelHead, Part>, { metadata, includeRawChunks }: ForwardOptions): Mapper {
  const { decision } = run
  /** Of the router's own, not yet told. */
  let { warnings } = run.head
  const mark = (): SignalboxMark => ({
    target: run.target.id,
    inputTokens: decision.inputTokens,
    atMs: decision.decidedAtMs,
  })
  /** Text, reasoning and tool inputs begun and not ended. */
  const open = new Map<string, Part>()
  /** The target whose model the reader has been told. */
  let named: string | undefined
  let hasStarted = false
  let hasFailed = false
  let hasFinished = false

  const finish = (part: Extract<Part, { type: 'finish' }>): Part => {
    hasFinished = true
    const report = run.report()
    const usage: LanguageModelV4Usage = sumUsage(part.usage, report)
    if (metadata === 'none') return usage === part.usage ? part : { ...part, usage }
    return { ...part, usage, providerMetadata: { ...part.providerMetadata, signalbox: toMetadata(report) } }
  }
  const mapOne = (part: Part): Part => {
    switch (part.type) {
      case 'stream-start':
        return warnings.length === 0 ? part : { ...part, warnings: [...part.warnings, ...warnings] }
      case 'response-metadata':
        named = run.target.id
        return part.modelId === undefined ? { ...part, modelId: run.head.modelId } : part
      case 'finish':
        return finish(part)
      case 'error':
        hasFailed = true
        return part
      default:
        return metadata === 'full' ? withMark(part, mark()) : part
    }
  }
  const map = (part: Part): readonly Part[] => {
    if (hasStarted) return mapNext(part)
    hasStarted = true
    // Warnings stand on the opening part, which not every model sends.
    if (part.type === 'stream-start' || warnings.length === 0) return mapNext(part)
    const start: Part = { type: 'stream-start', warnings: [...warnings] }
    warnings = []
    return [start, ...mapNext(part)]
  }
  const mapNext = (part: Part): readonly Part[] => {
    track(open, part)
    if (part.type === 'raw' && !includeRawChunks) return []
    // Another target that has taken over is named as well, or the result would name the one that broke.
    if (named === run.target.id || opening.has(part.type)) return [mapOne(part)]
    named = run.target.id
    return [{ type: 'response-metadata', modelId: run.head.modelId }, mapOne(part)]
  }
  /** What a reply that broke off still owes its reader. */
  const close = (): readonly Part[] => {
    const ends = [...open.values()].map(toEnd)
    const last: readonly Part[] = hasFinished
      ? []
      : [finish({ type: 'finish', usage: unknownUsage, finishReason: { unified: 'error', raw: undefined } })]
    return [...ends, ...last]
  }
  return {
    map,
    fail: (error) => {
      const [finishing, ends] = [close(), open.size]
      return [...finishing.slice(0, ends), { type: 'error', error: toHostError(error) }, ...finishing.slice(ends)]
    },
    // A provider that has put its error into the stream need not say any more.
    end: () => (hasFailed ? close() : []),
  }
}

function track(open: Map<string, Part>, part: Part): void {
  switch (part.type) {
    case 'text-start':
    case 'reasoning-start':
    case 'tool-input-start':
      open.set(`${part.type.split('-')[0] ?? ''}:${part.id}`, part)
      return
    case 'text-end':
    case 'reasoning-end':
    case 'tool-input-end':
      open.delete(`${part.type.split('-')[0] ?? ''}:${part.id}`)
  }
}

function toEnd(part: Part): Part {
  const { id } = part as { id: string }
  if (part.type === 'text-start') return { type: 'text-end', id }
  return part.type === 'reasoning-start' ? { type: 'reasoning-end', id } : { type: 'tool-input-end', id }
}
