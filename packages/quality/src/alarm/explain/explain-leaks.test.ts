import { recordRequest, rules, seededRandom, type Features } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escalated, facts } from '../../../test/escalation-facts.ts'
import { explainLeaks } from './explain-leaks.ts'
import type { LeakRow } from './leak-row.ts'

const plain: Features = {
  inputTokens: 600,
  task: 'classify',
  taskSource: 'caller',
  taskConfidence: undefined,
  language: 'en',
  needsTools: false,
  needsJson: 'no',
  needsLogprobs: false,
  modalities: ['text'],
  difficulty: 0.2,
  turns: 1,
}
const row = (
  id: number,
  base: Omit<LeakRow, 'language' | 'tenant' | 'requestJson'>,
  features: Partial<Features> = {},
): LeakRow => ({
  ...base,
  requestId: `r${id}`,
  language: 'en',
  tenant: undefined,
  requestJson: recordRequest({ messages: [] }, { ...plain, ...features }),
})
const tiers = [
  { name: 'economy', targets: ['cheap', 'spare'] },
  { name: 'frontier', targets: ['dear'] },
]
const { describe: toData } = rules(
  [
    { when: { task: 'chat' }, use: 'economy' },
    { when: { inputTokens: { atLeast: 1 } }, use: 'frontier' },
  ],
  { otherwise: 'economy' },
)

/** 410 of 1,000 sent up by rule 2, most of them with tools; a gate leaks, a constraint, a fall-back; some callers choose for themselves. */
function traffic(): LeakRow[] {
  const random = seededRandom('traffic')
  return Array.from({ length: 1_000 }, (_, n) => {
    if (n < 410) return row(n, escalated('rule', { rule: 'rule 2' }), { needsTools: random() < 0.93 })
    if (n < 480) {
      const reason = `logprobs: confidence 0.${n} (mean), wanted 0.8`
      const draft = { target: 'cheap', end: 'rejected' as const, reason }
      return {
        ...row(n, escalated('gate', { decidedGate: 'logprobs' })),
        attempts: [draft, { target: 'dear', end: 'done' }],
      }
    }
    if (n < 520)
      return row(
        n,
        escalated('constraint', { rejections: { cheap: 'json-schema', dear: 'region', spare: 'json-schema' } }),
        {
          needsJson: 'schema',
        },
      )
    if (n < 540)
      return {
        ...row(n, escalated('fallback')),
        attempts: [
          { target: 'cheap', end: 'failed', reason: 'rate-limit' },
          { target: 'cheap', end: 'failed', reason: 'rate-limit' },
          { target: 'spare', end: 'failed', reason: 'timeout' },
          { target: 'dear', end: 'failed', reason: 'timeout', study: 'shadow' },
        ],
      }
    return row(n, facts(), { needsTools: random() < 0.08, needsJson: random() < 0.02 ? 'schema' : 'no' })
  })
}

describe('why requests go up', () => {
  const [classify] = explainLeaks(traffic(), { tiers, strategy: toData() })
  const group = (cause: string) => classify?.groups.find((one) => one.cause === cause)

  it('leaks first, intended rules last, each with its share, its findings and the same examples', () => {
    expect(classify).toMatchObject({ task: 'classify', served: 1_000, byCaller: 0, unrecorded: 0 })
    expect(
      classify?.groups.map(({ cause, source, isIntended, share }) => [cause, source, isIntended, share.numerator]),
    ).toEqual([
      ['gate', 'logprobs', false, 70],
      ['constraint', 'json-schema', false, 40],
      ['fallback', 'cheap', false, 20],
      ['rule', 'rule 2', true, 410],
    ])
    expect(group('gate')?.findings).toEqual([{ what: 'logprobs: confidence … (mean), wanted …', requests: 70 }])
    expect(group('constraint')?.findings).toEqual([
      { what: 'json-schema at cheap', requests: 40 },
      { what: 'json-schema at spare', requests: 40 },
    ])
    expect(group('fallback')?.findings).toEqual([
      { what: 'rate-limit at cheap', requests: 20 },
      { what: 'timeout at spare', requests: 20 },
    ])
    expect(group('fallback')?.examples).toHaveLength(5)
  })

  it('says what sets them apart, and what to do about it', () => {
    expect(group('rule')?.suggestion).toMatch(
      /^rule 2 \(when \{ inputTokens: \{ atLeast: 1 \} \}\) sends 41 % \(38 to 44 %, n 1,000\) of `classify` to frontier; 9\d % of them have tools, \d\.\d % of the others: if that alone should not send them up, put `\{ when: \{ task: classify, needsTools: true \}, use: economy \}` above it, or narrow it\.$/,
    )
    expect(group('constraint')?.suggestion).toMatch(
      /^constraint json-schema sends 4\.0 % .* mostly json-schema at cheap \(40\), json-schema at spare \(40\); 100 % of them ask for JSON of a schema, .* of the others: give economy a target that meets it, or loosen it\.$/,
    )
    expect(group('gate')?.suggestion).toMatch(/^gate logprobs sends 7\.0 % .* judge a sample of the drafts/)
    expect(group('fallback')?.suggestion).toMatch(
      /^2\.0 % .* of `classify` fall back from cheap to frontier, mostly rate-limit at cheap \(20\)/,
    )
  })

  it('is the same in whatever order the rows come', () => {
    const rows = traffic().filter((_, index) => index % 10 === 0)
    const once = explainLeaks(rows, { tiers })
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const again = explainLeaks(shuffled, { tiers })
        expect(again).toEqual(once)
      }),
      { numRuns: 20 },
    )
  })

  it('takes apart whose tier the caller chose, and counts what has no record', () => {
    const [task] = explainLeaks([
      ...Array.from({ length: 5 }, (_, n) => row(n, escalated('rule', { requested: 'tier:frontier' }))),
      { ...row(6, escalated('gate')), requestJson: undefined },
      { ...row(7, facts()), requestJson: '{"features":{"needsJson":"const' },
      { ...row(8, facts()), requestJson: '{"features":{"needsJson":"constructor","modalities":[]}}' },
      row(9, facts({ kind: 'aborted' })),
    ])
    expect(task).toMatchObject({ served: 3, byCaller: 5, unrecorded: 3 })
    expect(task?.groups[0]?.suggestion).toMatch(
      /^gate unknown sends 33 % \(.*n 3\) of `classify` on to frontier: judge/,
    )
  })

  it('however many tasks and rules there were, only so many are kept', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => row(n, escalated('rule', { task: `t${n}`, rule: `r${n}` })))
    expect(explainLeaks(rows)).toHaveLength(201)
    const ofOne = Array.from({ length: 1_000 }, (_, n) => row(n, escalated('rule', { rule: `r${n}` })))
    expect(explainLeaks(ofOne)[0]?.groups).toHaveLength(61)
  })

  it.each([
    [
      'rule',
      'that is what the rule asks for; if economy does as well with them, drop it for `classify`',
      'needsTools: true',
    ],
    ['classifier', 'train it on newer labels, or raise its threshold', undefined],
    ['unknown-task', 'let callers name the task', undefined],
    ['exploration', 'as intended, to learn from', undefined],
  ])('a remedy for %s', (cause, remedy, condition) => {
    const strategy = { rules: [{ when: { needsTools: true }, use: 'frontier' }], otherwise: 'economy' }
    const rows = Array.from({ length: 200 }, (_, n) =>
      n % 2 === 0 ? row(n, escalated(cause), { needsTools: true }) : row(n, facts()),
    )
    const [found] = explainLeaks(rows, { tiers, strategy })[0]?.groups ?? []
    expect(found?.suggestion).toContain(remedy)
    if (condition !== undefined) expect(found?.trait?.condition).toBe(condition)
  })
})
