import type { Fault } from '@signalbox/mock-providers'
import type { FaultCell } from './fault-cell.ts'
import { breaks, movesOn, retries, serves, stops } from './outcomes.ts'

/** Two retries, as FailoverBench's baseline has it; one fallback, and a third target with the larger context. */
const baseline = {
  deadlineMs: 60_000,
  firstTokenTimeoutMs: 10_000,
  gapTimeoutMs: 20_000,
  maxAttempts: 6,
  maxRetriesPerTarget: 2,
  retryWaitMs: 3_000,
} as const

const scenario = (cell: Omit<FaultCell, 'modes'>): FaultCell => ({
  ...cell,
  modes: ['stream'],
  execution: { ...baseline, ...cell.execution },
})
const buffered = { commit: 'buffer' } as const
const status = (code: number, message: string, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  status: code,
  message,
  ...more,
})
const cut: Fault = { kind: 'cut', afterTokens: 20 }
const stall: Fault = { kind: 'stall', afterTokens: 20, ms: 30_000 }

/**
 * The scenarios of FailoverBench 0.1 (github.com/failoverbench/failoverbench), made anew from their public description, for
 * virtual time. S15, the outage of a minute, is played in sim/src/outage.ts.
 */
export const failoverScenarios: readonly FaultCell[] = [
  {
    id: 'S01',
    title: '429 once, Retry-After: 2',
    faults: [status(429, 'Rate limit reached', { headers: { 'retry-after': '2' } }), undefined],
    expected: retries('rate-limit', 'no', ['rate'], { waitMs: 2_000, maxWaitMs: 2_200 }),
  },
  {
    id: 'S02',
    title: '429 without end, no hint',
    faults: [status(429, 'Rate limit reached')],
    expected: movesOn('rate-limit', 'no', ['rate'], 3),
  },
  {
    id: 'S03',
    title: '500 once',
    faults: [status(500, 'Internal error'), undefined],
    expected: retries('server-error', 'unknown', ['target']),
  },
  {
    id: 'S04',
    title: '503 without end',
    faults: [status(503, 'Service unavailable')],
    expected: movesOn('server-error', 'unknown', ['target'], 3),
  },
  {
    id: 'S05',
    title: 'reset before headers',
    faults: [{ kind: 'reset' } as const],
    expected: movesOn('reset', 'unknown', ['target'], 3),
  },
  {
    id: 'S06',
    title: 'no answer: moved on after 10 s, the silent route not asked again',
    faults: [{ kind: 'silence' } as const],
    expected: movesOn('first-content-timeout', 'unknown', ['target'], 1, { waitMs: 10_000, maxWaitMs: 10_000 }),
  },
  {
    id: 'S07',
    title: 'the first token after 20 s: moved on after 10 s',
    faults: [{ kind: 'slow-first-token', ms: 20_000 } as const],
    expected: movesOn('first-content-timeout', 'unknown', ['target'], 1, { waitMs: 10_000, maxWaitMs: 10_000 }),
  },
  { id: 'S08', title: 'cut in mid stream: never a success', faults: [cut], expected: breaks('reset', ['target']) },
  {
    id: 'S08-buffer',
    title: 'the same, commit `buffer`',
    execution: buffered,
    faults: [cut],
    expected: movesOn('reset', 'unknown', ['target'], 3),
  },
  {
    id: 'S08-resume',
    title: 'the same, commit `resume`',
    execution: { commit: 'resume' } as const,
    faults: [cut],
    expected: movesOn('reset', 'unknown', ['target']),
  },
  {
    id: 'S09',
    title: 'a stall of 30 s in mid stream: told after 20 s',
    faults: [stall],
    expected: breaks('gap-timeout', ['target']),
  },
  {
    id: 'S09-buffer',
    title: 'the same, commit `buffer`',
    execution: buffered,
    faults: [stall],
    expected: movesOn('gap-timeout', 'unknown', ['target'], 1, { maxWaitMs: 20_200 }),
  },
  {
    id: 'S10',
    title: 'one event that is no JSON: skipped',
    faults: [{ kind: 'malformed-frame', afterTokens: 10 } as const],
    expected: serves(),
  },
  {
    id: 'S11',
    title: 'no [DONE]',
    faults: [{ kind: 'no-terminal' } as const],
    expected: serves({ isCostKnown: true }),
  },
  {
    id: 'S12',
    title: 'context too long: once, then the larger one',
    faults: [status(400, "This model's maximum context length is 8192 tokens", { code: 'context_length_exceeded' })],
    expected: { kind: 'served' as const, rows: ['primary failed context-length no', 'large done yes'], breakers: [] },
  },
  {
    id: 'S13',
    title: 'content policy: once, and a clean error',
    faults: [status(400, 'Your request was rejected by our safety system', { code: 'content_policy_violation' })],
    expected: stops('content-policy', 'no'),
  },
  {
    id: 'S14',
    title: 'cut in mid stream, and a fallback that takes no prefill: none is sent, the real error is told',
    faults: [cut],
    expected: breaks('reset', ['target']),
  },
  {
    id: 'S14-buffer',
    title: 'the same, commit `buffer`: the fallback answers anew',
    execution: buffered,
    faults: [cut],
    expected: movesOn('reset', 'unknown', ['target'], 3),
  },
  {
    id: 'S16',
    title: "accounting: the fallback's model and usage",
    faults: [status(504, 'Gateway timeout')],
    expected: movesOn('upstream-timeout', 'unknown', ['target'], 1, { servedModel: 'model-f' }),
  },
].map(scenario)
