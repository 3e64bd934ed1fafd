import { capabilitiesOf } from '../catalog/capabilities-of.ts'
import type { ModelCard } from '../catalog/model-card.ts'
import type { Target } from '../catalog/target.ts'
import type { Features } from '../request/features.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { AllowDeny, Constraints } from '../request/constraints.ts'
import type { RejectionCode } from './rejection.ts'

/** What a check of one target may look at. */
export interface CheckInput {
  readonly request: RouteRequest
  readonly features: Features
  readonly constraints: Constraints
  readonly target: Target
  readonly card: ModelCard
  readonly nowMs: number
  /** Limit the request is sent with; undefined = none. */
  readonly maxOutputTokens: number | undefined
}

/** One kind of hard limit: answers the sentence that says why not, with both figures. */
export interface ConstraintCheck {
  readonly code: RejectionCode
  /** Whether it can reject anyone at all under these constraints and for this request; left out = it may. */
  readonly applies?: (constraints: Constraints, features: Features, request: RouteRequest) => boolean
  readonly check: (input: CheckInput) => string | undefined
}

/** Every limit that needs no price, cheapest question first. What is not known fails a limit that needs it. */
export const constraintChecks: readonly ConstraintCheck[] = [
  {
    code: 'target',
    applies: (limits) => limits.targets !== undefined,
    check: ({ constraints, target }) => allowDeny(constraints.targets, target.id, 'target'),
  },
  {
    code: 'model',
    applies: (limits) => limits.models !== undefined,
    check: ({ constraints, card }) => allowDeny(constraints.models, card.id, 'model'),
  },
  {
    code: 'vendor',
    applies: (limits) => limits.vendors !== undefined,
    check: ({ constraints, card }) => allowDeny(constraints.vendors, card.vendor, 'vendor'),
  },
  {
    code: 'region',
    applies: (limits) => limits.regions !== undefined,
    check: ({ constraints, target }) => allowDeny(constraints.regions, target.region, 'region'),
  },
  {
    code: 'host',
    applies: (_, __, request) => request.unfit !== undefined,
    check: ({ request, target }) => request.unfit?.[target.id],
  },
  { code: 'output', check: checkOutput },
  { code: 'jurisdiction', applies: (limits) => limits.jurisdictions !== undefined, check: checkJurisdiction },
  {
    code: 'licence',
    applies: (limits) => limits.licences !== undefined,
    check: ({ constraints, card }) => allowDeny(constraints.licences, card.licence, 'licence'),
  },
  {
    code: 'open-weights',
    applies: (limits) => limits.openWeights === true,
    check: ({ constraints, card }) =>
      constraints.openWeights === true ? needs(card.openWeights, 'open weights') : undefined,
  },
  { code: 'retention', applies: (limits) => limits.maxRetentionDays !== undefined, check: checkRetention },
  { code: 'availability', check: checkAvailability },
  {
    code: 'tools',
    applies: (_, features, request) => features.needsTools || request.formatBy !== undefined,
    check: (input) =>
      input.features.needsTools || needsFormat(input) === 'tool-call'
        ? needs(capabilitiesOf(input.target, input.card).tools, 'tool calls')
        : undefined,
  },
  {
    code: 'json',
    applies: (_, features) => features.needsJson !== 'no',
    check: (input) => {
      const { jsonMode, jsonSchema } = capabilitiesOf(input.target, input.card)
      return needsFormat(input) === 'json' ? needs(jsonMode ?? jsonSchema, 'JSON replies') : undefined
    },
  },
  {
    code: 'json-schema',
    applies: (_, features) => features.needsJson === 'schema',
    check: (input) =>
      needsFormat(input) === 'schema'
        ? needs(capabilitiesOf(input.target, input.card).jsonSchema, 'replies that follow a JSON Schema')
        : undefined,
  },
  {
    code: 'logprobs',
    applies: (_, features) => features.needsLogprobs,
    check: ({ features, target, card }) =>
      features.needsLogprobs ? needs(capabilitiesOf(target, card).logprobs, 'log-probabilities') : undefined,
  },
  { code: 'modality', check: checkModality },
  { code: 'max-output', applies: (_, __, request) => request.maxOutputTokens !== undefined, check: checkMaxOutput },
  { code: 'context-window', check: checkContext },
]

/** What the reply's form asks of this target. */
function needsFormat({ features, request, target }: CheckInput): Features['needsJson'] | 'tool-call' {
  if (features.needsJson === 'no') return 'no'
  const way = request.formatBy?.[target.id]
  return way === 'tool-call' || way === 'json' ? way : features.needsJson
}

function needs(has: boolean | undefined, what: string): string | undefined {
  if (has === true) return undefined
  return has === false ? `does not offer ${what}` : `is not known to offer ${what}`
}

function allowDeny(list: AllowDeny | undefined, value: string | undefined, what: string): string | undefined {
  if (list === undefined) return undefined
  if (value === undefined) return `has no known ${what}, and the policy limits it`
  if (list.deny?.includes(value)) return `has ${what} ${value}, which the policy denies`
  if (list.allow !== undefined && !list.allow.includes(value))
    return `has ${what} ${value}; the policy allows ${list.allow.join(', ')}`
  return undefined
}

function checkJurisdiction({ constraints, target, card }: CheckInput): string | undefined {
  const list = constraints.jurisdictions
  if (list === undefined) return undefined
  // The vendor's law and the host's both reach the prompt.
  return (
    allowDeny(list, card.jurisdiction, 'vendor jurisdiction') ??
    allowDeny(list, target.jurisdiction ?? card.jurisdiction, 'host jurisdiction')
  )
}

function checkRetention({ constraints, target }: CheckInput): string | undefined {
  const limit = constraints.maxRetentionDays
  if (limit === undefined) return undefined
  const days = target.retentionDays
  if (days === undefined) return `does not say how long prompts are kept; the policy allows ${limit} days`
  return days <= limit ? undefined : `keeps prompts for ${days} days; the policy allows ${limit}`
}

function checkAvailability({ card, nowMs }: CheckInput): string | undefined {
  const { availableFrom, availableUntil } = card
  if (availableFrom === undefined && availableUntil === undefined) return undefined
  if (availableFrom !== undefined && nowMs < dayMs(availableFrom)) return `is not available before ${availableFrom}`
  if (availableUntil !== undefined && nowMs >= dayMs(availableUntil))
    return `is no longer available since ${availableUntil}`
  return undefined
}

const days = new Map<string, number>()

/** Dates of cards are few and asked for on every decision. */
function dayMs(date: string): number {
  let ms = days.get(date)
  if (ms === undefined) days.set(date, (ms = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)))
  return ms
}

function checkOutput({ request, card }: CheckInput): string | undefined {
  const wanted = request.output ?? 'text'
  return card.outputModalities.includes(wanted)
    ? undefined
    : `gives ${card.outputModalities.join(', ') || 'nothing known'}, not ${wanted}`
}

function checkModality({ features, card }: CheckInput): string | undefined {
  const missing = features.modalities.find((modality) => !card.inputModalities.includes(modality))
  return missing === undefined ? undefined : `takes ${card.inputModalities.join(', ')}, not ${missing}`
}

function checkMaxOutput({ request, target, card }: CheckInput): string | undefined {
  const limit = smaller(target.maxOutputTokens, card.maxOutputTokens)
  const wanted = request.maxOutputTokens
  if (wanted === undefined || limit === undefined || wanted <= limit) return undefined
  return `writes at most ${count(limit)} tokens; the request asks for up to ${count(wanted)}`
}

function checkContext({ features, target, card, maxOutputTokens }: CheckInput): string | undefined {
  const window = smaller(target.contextTokens, card.contextTokens)
  const wanted = features.inputTokens + (maxOutputTokens ?? 0)
  if (window === undefined) return 'has no known context window'
  return wanted <= window ? undefined : `needs ${count(wanted)} tokens of context, has ${count(window)}`
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US')
}
