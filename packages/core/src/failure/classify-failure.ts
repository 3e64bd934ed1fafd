import { codeTable } from './code-table.ts'
import { createFailure } from './create-failure.ts'
import type { Failure, FailureKind, FailurePhase } from './failure.ts'
import type { FailureFacts } from './failure-facts.ts'
import { clampHintMs, retryAfterInText, retryAfterMs } from './retry-after.ts'
import { scrubMessage } from './scrub-message.ts'
import { statusTable } from './status-table.ts'
import { transportTable } from './transport-table.ts'
import { wordingTable } from './wording-table.ts'

/** Longest text searched for a wording. */
const wordingWindow = 4_000

/**
 * One failure from neutral facts, by tables only: code, then wording, then status, then transport. Never throws.
 * @param nowMs wall time, for hints that are dates.
 */
export function classifyFailure(facts: FailureFacts, phase: FailurePhase, nowMs: number): Failure {
  const kind = kindOf(facts, phase)
  const more: { -readonly [K in keyof Failure]?: Failure[K] } = { status: facts.status, code: facts.code }
  const hint =
    (facts.headers && retryAfterMs(facts.headers, nowMs)) ??
    clampHintMs(facts.retryAfterMs) ??
    (facts.retryAtMs === undefined ? undefined : clampHintMs(Math.max(0, facts.retryAtMs - nowMs))) ??
    (facts.status === 429 || facts.status === 503 ? retryAfterInText(facts.message) : undefined)
  if (hint !== undefined) more.retryAfterMs = hint
  // Nothing of the reply was billed where its head never came with a refusal.
  if (phase === 'after-content') more.billable = 'unknown'
  // The host has spent its own judgement on it: a plain no is taken, a yes does not overrule money and policy faults.
  if (facts.isRetryable === false && createFailure(kind, phase).disposition === 'retry-same')
    more.disposition = 'try-next'
  return createFailure(
    kind,
    phase,
    facts.message === undefined || facts.message === '' ? undefined : scrubMessage(facts.message),
    more,
  )
}

function kindOf(facts: FailureFacts, phase: FailurePhase): FailureKind {
  const { status, transport } = facts
  if (transport === 'ended') return phase === 'after-content' ? 'cut' : 'empty'
  if (transport !== undefined && transport !== 'unknown') return transportTable[transport]
  if (status !== undefined && status >= 300 && status < 400) return 'redirect'
  const named = byName(facts.code) ?? byName(facts.type)
  const worded = byWording(facts.message)
  // A vague code ("api_error", 429's "rate_limit_error") gives way to words about money, length and place.
  if (worded !== undefined && outspoken.has(worded) && (status === undefined || status >= 400)) return worded
  // "server_error" and "api_error" are put on anything: a status that says more wins.
  const byStatus = status === undefined ? undefined : statusTable[status]
  if (named === 'server-error' && byStatus !== undefined) return byStatus
  if (named !== undefined) return named
  if (worded !== undefined && status !== 500) return worded
  if (status !== undefined)
    return statusTable[status] ?? (status >= 500 ? 'server-error' : status >= 400 ? 'invalid-request' : 'malformed')
  return 'unknown'
}

const outspoken: ReadonlySet<FailureKind> = new Set([
  'context-length',
  'quota',
  'region',
  'content-policy',
  'server-error',
])

function byName(name: string | undefined): FailureKind | undefined {
  const key = name?.toLowerCase()
  return key !== undefined && Object.hasOwn(codeTable, key) ? codeTable[key] : undefined
}

function byWording(message: string | undefined): FailureKind | undefined {
  if (message === undefined) return undefined
  const text = message.slice(0, wordingWindow).toLowerCase()
  return wordingTable.find(([, phrases]) => phrases.some((phrase) => text.includes(phrase)))?.[0]
}
