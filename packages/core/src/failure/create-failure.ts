import type { Failure, FailureKind, FailurePhase } from './failure.ts'

type Judgement = Pick<Failure, 'scope' | 'disposition' | 'billable' | 'message'>

/**
 * What each kind of failure means, when nothing more is known: what is ill, what may be done next, who may pay.
 * After reliability.md section 2.1; a time-out is never tried again on the same target, since the provider may bill the first try.
 */
const judgements: Readonly<Record<FailureKind, Judgement>> = {
  'rate-limit': { scope: 'key', disposition: 'retry-same', billable: 'no', message: 'rate limit reached' },
  quota: { scope: 'key', disposition: 'try-next', billable: 'no', message: 'quota or credit used up' },
  overloaded: { scope: 'model', disposition: 'retry-same', billable: 'no', message: 'the provider is overloaded' },
  'server-error': { scope: 'target', disposition: 'retry-same', billable: 'unknown', message: 'the provider failed' },
  'upstream-timeout': {
    scope: 'target',
    disposition: 'try-next',
    billable: 'unknown',
    message: 'the provider ran out of time',
  },
  'first-content-timeout': {
    scope: 'target',
    disposition: 'try-next',
    billable: 'unknown',
    message: 'no content within the first-token limit',
  },
  'gap-timeout': { scope: 'target', disposition: 'try-next', billable: 'unknown', message: 'the reply stalled' },
  'stream-timeout': {
    scope: 'local',
    disposition: 'stop',
    billable: 'yes',
    message: 'the stream passed its total limit',
  },
  deadline: {
    scope: 'local',
    disposition: 'stop',
    billable: 'unknown',
    message: 'the deadline of the request has passed',
  },
  connect: { scope: 'target', disposition: 'retry-same', billable: 'no', message: 'no connection' },
  dns: { scope: 'target', disposition: 'retry-same', billable: 'no', message: 'the host name could not be resolved' },
  tls: { scope: 'target', disposition: 'try-next', billable: 'no', message: 'no trusted connection' },
  reset: { scope: 'target', disposition: 'retry-same', billable: 'unknown', message: 'the connection was reset' },
  empty: {
    scope: 'target',
    disposition: 'retry-same',
    billable: 'unknown',
    message: 'the reply ended without content',
  },
  cut: {
    scope: 'target',
    disposition: 'try-next',
    billable: 'unknown',
    message: 'the reply ended without its terminal marker',
  },
  malformed: {
    scope: 'target',
    disposition: 'retry-same',
    billable: 'unknown',
    message: 'the reply could not be read',
  },
  authentication: { scope: 'key', disposition: 'try-next', billable: 'no', message: 'the key was refused' },
  permission: { scope: 'key', disposition: 'try-next', billable: 'no', message: 'the key may not do this' },
  'model-not-found': {
    scope: 'model',
    disposition: 'try-next',
    billable: 'no',
    message: 'the provider does not have this model',
  },
  region: { scope: 'provider', disposition: 'try-next', billable: 'no', message: 'not served in this region' },
  'context-length': {
    scope: 'request',
    disposition: 'try-next',
    billable: 'no',
    message: 'the prompt is longer than the context window',
  },
  'content-policy': { scope: 'request', disposition: 'stop', billable: 'no', message: 'refused by the content policy' },
  'too-large': { scope: 'request', disposition: 'try-next', billable: 'no', message: 'the request is too large' },
  unsupported: {
    scope: 'request',
    disposition: 'try-next',
    billable: 'no',
    message: 'this model does not take such a request',
  },
  'invalid-request': { scope: 'request', disposition: 'stop', billable: 'no', message: 'the request is not valid' },
  conflict: { scope: 'request', disposition: 'retry-same', billable: 'no', message: 'conflict' },
  redirect: { scope: 'target', disposition: 'try-next', billable: 'no', message: 'redirects are not followed' },
  'no-candidate': { scope: 'local', disposition: 'stop', billable: 'no', message: 'no target may serve this request' },
  local: {
    scope: 'local',
    disposition: 'try-next',
    billable: 'no',
    message: 'the call failed before anything was sent',
  },
  unknown: { scope: 'target', disposition: 'try-next', billable: 'unknown', message: 'unknown error' },
}

/** A failure of a known kind, with what that kind means unless `more` says otherwise. */
export function createFailure(
  kind: FailureKind,
  phase: FailurePhase,
  message?: string,
  more?: Partial<Failure>,
): Failure {
  const judgement = judgements[kind]
  return { kind, phase, ...judgement, ...more, message: message ?? judgement.message }
}
