import type { FailoverRule, FailoverRun } from './failover-verdict.ts'

const onPrimary = ({ attempts }: FailoverRun): readonly number[] =>
  attempts.filter(({ target }) => target === 'primary').map(({ atMs }) => atMs)
const before =
  (ms: number, most: number) =>
  ({ attempts }: FailoverRun): boolean =>
    attempts.filter(({ atMs }) => atMs < ms).length <= most
const primaryOnce = { 'one attempt on the primary': (run: FailoverRun): boolean => onPrimary(run).length === 1 }
const within = (seconds: number): FailoverRule['bounds'] => ({
  [`an end within ${seconds} s`]: ({ elapsedMs }) => elapsedMs <= seconds * 1_000,
})

/** When each of FailoverBench's scenarios has passed, advice included. S15 has its own way: many requests. */
export const failoverRules: Readonly<Record<string, FailoverRule>> = {
  S01: {
    bounds: {
      'the second attempt on the primary no earlier than after 1.8 s': (run) =>
        (onPrimary(run)[1] ?? Infinity) >= 1_800,
      'two attempts at most in 1.5 s': before(1_500, 2),
    },
  },
  S02: {
    bounds: {
      'four attempts at most in 3 s': before(3_000, 4),
      'six attempts at most': ({ attempts }) => attempts.length <= 6,
    },
  },
  S03: { bounds: { 'the primary tried again': (run) => onPrimary(run).length >= 2 } },
  S04: {},
  S05: {},
  S06: { limitMs: 100_000, bounds: primaryOnce },
  S07: { bounds: within(15) },
  S08: {},
  S09: { limitMs: 45_000 },
  S10: { bounds: { 'recovered in place': ({ attempts }) => attempts.length === 1 } },
  S11: { limitMs: 8_000, bounds: { 'usage told': ({ answer }) => (answer.outputTokens ?? 0) > 0 } },
  S12: {
    bounds: { ...primaryOnce, 'then the larger one': ({ attempts }) => attempts.at(-1)?.target === 'large' },
  },
  S13: { rightEnd: 'error', bounds: { 'one attempt': ({ attempts }) => attempts.length === 1 } },
  S14: {},
  S16: {
    bounds: {
      "the fallback's model told": ({ answer }) => answer.model === 'model-f' || answer.model === 'v/model-f',
      'usage told': ({ answer }) => (answer.outputTokens ?? 0) > 0,
    },
  },
}
