import { type Failure, type FailureKind, RouteError, UnknownModelError } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { toErrorBody } from '../reply/to-error-body.ts'
import { BadRequest } from '../request/bad-request.ts'
import { isClientLeft } from './client-left.ts'
import type { GatewayReply } from './gateway.ts'
import type { ClientAsk } from './read-ask.ts'
import { unservedField } from './unserved-field.ts'

/** What a client is told of a fault, before it is written in its dialect. */
export interface ErrorFacts {
  readonly status: number
  readonly message: string
  readonly code?: string | undefined
  readonly param?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
  /** Asking again may help, after this. */
  readonly retryAfterMs?: number | undefined
  /** What an SDK is told of asking again; undefined = nothing. */
  readonly shouldRetry?: boolean | undefined
}

/** Anything thrown on the way, as a client may be told: never a key, a stack or a path of this machine. */
export function toErrorFacts(error: unknown, dialect: DialectName, ask?: ClientAsk): ErrorFacts {
  if (error instanceof BadRequest) {
    const { status, message, param, code, details } = error
    // Another process may be there already.
    const retry = status === 503 ? { retryAfterMs: 1_000 } : { shouldRetry: false }
    return { status, message, param, code, details, ...retry }
  }
  if (isClientLeft(error)) return { status: 499, message: 'The client has left.', code: 'client_left' }
  if (error instanceof UnknownModelError)
    return { status: 404, message: error.message, param: 'model', code: 'model_not_found', shouldRetry: false }
  if (RouteError.isInstance(error)) return factsOfRoute(error, dialect, ask)
  return { status: 500, message: 'The gateway failed at this request; its log says why.', code: 'internal_error' }
}

/** An error in the client's dialect. */
export function toErrorReply(facts: ErrorFacts, dialect: DialectName, requestId: string): GatewayReply {
  const { status, retryAfterMs, shouldRetry } = facts
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
      ...(retryAfterMs !== undefined && {
        'retry-after': String(Math.ceil(retryAfterMs / 1_000)),
        'retry-after-ms': String(Math.ceil(retryAfterMs)),
      }),
    },
    body: JSON.stringify(toErrorBody(dialect, { ...facts, requestId })),
  }
}

/** A failure told inside a stream. */
export function toFailureFacts({ kind, message, code }: Failure): ErrorFacts {
  return { status: statuses[kind], message, code: code ?? toCode(kind) }
}

function factsOfRoute(error: RouteError, dialect: DialectName, ask: ClientAsk | undefined): ErrorFacts {
  const { failure, decision } = error.outcome
  const kind = failure?.kind ?? 'unknown'
  if (error.code === 'no-candidate') {
    const param = ask && unservedField(ask, decision.rejected)
    return {
      ...factsOfNobody(decision.rejected.map(({ code }) => code)),
      message: error.message,
      param,
      shouldRetry: false,
    }
  }
  const hint = { retryAfterMs: failure?.retryAfterMs, shouldRetry: error.isRetryable }
  if (error.code === 'refused') {
    const own =
      failure?.status !== undefined && failure.status >= 400 && failure.status < 500 ? failure.status : undefined
    const status = statuses[kind] >= 500 ? statuses[kind] : (own ?? statuses[kind])
    return { ...hint, status, message: failure?.message ?? error.message, code: failure?.code ?? toCode(kind) }
  }
  const status = kind === 'overloaded' && dialect === 'anthropic-messages' ? 529 : statuses[kind]
  return { ...hint, status, message: error.message, code: toCode(kind) }
}

/** Nobody could be asked: for want of an ability it is the request's fault, for want of money the budget's, else the policy's. */
function factsOfNobody(codes: readonly string[]): { readonly status: number; readonly code: string } {
  if (codes.length === 0) return { status: 503, code: 'no_target' }
  if (codes.every((code) => code === 'context-window' || code === 'max-output'))
    return { status: 400, code: codes.includes('context-window') ? 'context_length_exceeded' : 'max_output_exceeded' }
  if (codes.includes('budget')) return { status: 429, code: 'budget_exceeded' }
  if (codes.some((code) => abilities.has(code))) return { status: 400, code: 'unsupported_parameter' }
  return { status: 403, code: 'not_allowed_by_policy' }
}

const abilities: ReadonlySet<string> = new Set([
  'tools',
  'json',
  'json-schema',
  'modality',
  'logprobs',
  'host',
  'output',
])

/** The key, the quota and the model's name are the operator's affair: to a client they are a bad gateway, not its own 401 or 404. */
const statuses: Readonly<Record<FailureKind, number>> = {
  'rate-limit': 429,
  quota: 503,
  overloaded: 503,
  'server-error': 502,
  'upstream-timeout': 504,
  'first-content-timeout': 504,
  'gap-timeout': 504,
  'stream-timeout': 504,
  deadline: 504,
  connect: 502,
  dns: 502,
  tls: 502,
  reset: 502,
  empty: 502,
  cut: 502,
  malformed: 502,
  authentication: 502,
  permission: 502,
  'model-not-found': 502,
  region: 502,
  'context-length': 400,
  'content-policy': 400,
  'too-large': 413,
  unsupported: 400,
  'invalid-request': 400,
  conflict: 409,
  redirect: 502,
  'no-candidate': 503,
  local: 503,
  unknown: 502,
}

const codes: Partial<Record<FailureKind, string>> = {
  'rate-limit': 'rate_limit_exceeded',
  'context-length': 'context_length_exceeded',
  'content-policy': 'content_policy_violation',
  'invalid-request': 'invalid_request',
  unsupported: 'unsupported_parameter',
  deadline: 'deadline_exceeded',
}

function toCode(kind: FailureKind): string {
  return codes[kind] ?? `upstream_${kind.replace(/^upstream-/, '').replaceAll('-', '_')}`
}
