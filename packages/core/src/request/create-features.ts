import { detectLanguage } from './detect-language.ts'
import { detectTask, type DetectedTask } from './detect-task.ts'
import { estimateTokens } from './estimate-tokens.ts'
import type { Features } from './features.ts'
import { toText } from './message-text.ts'
import type { Modality } from './modality.ts'
import type { RouteRequest } from './route-request.ts'

/** Tokens a provider adds per message for roles and separators. */
const perMessageTokens = 4

/**
 * Features of a request; each is worked out when first read and then kept. The request must not change afterwards. Those it brings
 * along are taken as they are; a task it names still wins.
 */
export function createFeatures(request: RouteRequest): Features {
  const { features: known, task } = request
  if (known === undefined) return new LazyFeatures(request)
  return task === undefined || task === known.task
    ? known
    : { ...known, task, taskSource: 'caller', taskConfidence: undefined }
}

class LazyFeatures implements Features {
  readonly #request: RouteRequest
  #inputTokens: number | undefined
  #detected: DetectedTask | undefined
  #language: { readonly code: string | undefined } | undefined
  #modalities: readonly Modality[] | undefined
  #difficulty: number | undefined

  constructor(request: RouteRequest) {
    this.#request = request
  }

  get inputTokens(): number {
    return (this.#inputTokens ??= countInput(this.#request))
  }
  get task(): string {
    return this.#request.task ?? this.#detect().task
  }
  get taskSource(): Features['taskSource'] {
    if (this.#request.task !== undefined) return 'caller'
    return this.#detect().task === 'unknown' ? 'unknown' : 'detected'
  }
  get taskConfidence(): number | undefined {
    return this.#request.task === undefined ? this.#detect().confidence : undefined
  }
  get language(): string | undefined {
    return (this.#language ??= { code: languageOf(this.#request) }).code
  }
  get needsTools(): boolean {
    const { tools, toolChoice } = this.#request
    return tools !== undefined && tools.length > 0 && toolChoice !== 'none'
  }
  get needsJson(): Features['needsJson'] {
    const format = this.#request.responseFormat
    if (format?.type !== 'json') return 'no'
    return format.schema === undefined ? 'json' : 'schema'
  }
  get needsLogprobs(): boolean {
    return this.#request.logprobs === true
  }
  get modalities(): readonly Modality[] {
    return (this.#modalities ??= modalitiesOf(this.#request))
  }
  get difficulty(): number {
    return (this.#difficulty ??= difficultyOf(this))
  }
  get turns(): number {
    return this.#request.messages.filter((message) => message.role === 'user').length
  }

  #detect(): DetectedTask {
    return (this.#detected ??= detectTask(this.#request))
  }
}

function countInput({ messages, tools, responseFormat }: RouteRequest): number {
  let tokens = 0
  for (const { content } of messages) {
    tokens += perMessageTokens
    if (typeof content === 'string') tokens += estimateTokens(content)
    else for (const part of content) tokens += countPart(part)
  }
  if (tools !== undefined && tools.length > 0) tokens += estimateTokens(JSON.stringify(tools))
  if (responseFormat?.type === 'json' && responseFormat.schema !== undefined)
    tokens += estimateTokens(JSON.stringify(responseFormat.schema))
  return tokens
}

/** What a picture or a minute of sound commonly counts; the true figure depends on size and model. */
const mediaTokens = 1_000

function countPart(part: Exclude<RouteRequest['messages'][number]['content'], string>[number]): number {
  switch (part.type) {
    case 'text':
    case 'tool-result':
      return estimateTokens(part.text)
    case 'tool-call':
      return estimateTokens(part.name) + estimateTokens(part.argumentsJson)
    case 'media':
      return mediaTokens
  }
}

function languageOf({ messages }: RouteRequest): string | undefined {
  const turn = messages.findLast((message) => message.role === 'user')
  return turn && detectLanguage(toText(turn.content))
}

function modalitiesOf({ messages }: RouteRequest): readonly Modality[] {
  const found = new Set<Modality>(['text'])
  for (const { content } of messages) {
    if (typeof content === 'string') continue
    for (const part of content) if (part.type === 'media') found.add(part.modality)
  }
  return [...found]
}

/** Rough, and said to be: kind of work first, then length. */
const difficultyByTask: Readonly<Record<string, number>> = {
  reasoning: 0.7,
  math: 0.7,
  code: 0.65,
  agent: 0.6,
  unknown: 0.5,
  writing: 0.35,
  summarize: 0.3,
  qa: 0.25,
}

function difficultyOf(features: Features): number {
  const base = Object.hasOwn(difficultyByTask, features.task) ? (difficultyByTask[features.task] ?? 0.2) : 0.2
  return Math.min(1, base + Math.min(0.2, features.inputTokens / 50_000))
}
