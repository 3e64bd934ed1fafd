import { describe, expect, it } from 'vitest'
import { toJudgedPairs } from '../../test/judge/judged-pairs.ts'
import { summarizePairs } from './summarize-pairs.ts'

const ofTask = (task: string, stratum?: string): { task: string; stratum: string | undefined } => ({ task, stratum })

describe('summarizePairs', () => {
  it('says nothing of nothing', () => {
    expect(summarizePairs([], { margin: 0.03 })).toBeUndefined()
  })

  it('counts a pair in half where one order says tie, and as a tie where the winner changes', () => {
    const pairs = toJudgedPairs([
      ['a', 'a', 10],
      ['a', 'tie', 10],
      ['a', 'b', 10],
      ['tie', 'tie', 10],
      ['b', 'b', 60],
    ])
    const total = summarizePairs(pairs, { margin: 0.03 })?.total
    expect(total).toMatchObject({ pairs: 100, leaning: 10, opposed: 10 })
    expect(total?.win.value).toBeCloseTo(0.15, 12)
    expect(total?.tie.value).toBeCloseTo(0.25, 12)
    expect(total?.loss.value).toBeCloseTo(0.6, 12)
    expect(total?.difference.value).toBeCloseTo(-0.45, 12)
    expect(total?.verdict).toBe('worse')
  })

  it('weighs strata by their traffic, within a task type and over all', () => {
    const pairs = toJudgedPairs([
      ['a', 'a', 20, ofTask('extract', 'extract/economy')],
      ['b', 'b', 20, ofTask('extract', 'extract/frontier')],
      ['tie', 'tie', 40, ofTask('code')],
    ])
    const traffic = new Map([
      ['extract/economy', 300],
      ['extract/frontier', 100],
      ['code', 600],
      ['chat', 250],
    ])
    const study = summarizePairs(pairs, { margin: 0.03, traffic })
    expect(study?.tasks.map(({ task }) => task)).toEqual(['extract', 'code'])
    expect(study?.tasks[0]?.difference.value).toBeCloseTo(0.5, 12)
    expect(study?.total.difference.value).toBeCloseTo(0.2, 12)
    expect(study?.isWeighed).toBe(true)
    expect(study?.warnings).toContain('No pair stands for 20 % of the traffic (1 strata).')
    expect(() => summarizePairs(pairs, { margin: 0.03, traffic: new Map([['code', 1]]) })).toThrow('extract/economy')
  })

  it('holds a claim of one task type harder among many', () => {
    const task = (name: string): Parameters<typeof toJudgedPairs>[0] => [
      ['a', 'a', 18, ofTask(name)],
      ['b', 'b', 18, ofTask(name)],
      ['tie', 'tie', 164, ofTask(name)],
    ]
    const pairs = toJudgedPairs(['one', 'two', 'three', 'four', 'five'].flatMap(task))
    const holm = summarizePairs(pairs, { margin: 0.065 })
    const none = summarizePairs(pairs, { margin: 0.065, family: 'none' })
    expect(holm?.family).toBe('holm')
    expect(none?.tasks.map(({ verdict }) => verdict)).toEqual(Array(5).fill('shown'))
    expect(holm?.tasks.map(({ verdict }) => verdict)).toEqual(Array(5).fill('not-shown'))
    expect(holm?.tasks[0]?.sentence).toContain('as one of 5 task types it is not')
    expect(holm?.total.verdict).toBe('shown')
  })

  it('names the tiers, or the models where the tier is one', () => {
    const model = { b: { n: 2, model: 'other', tier: 'economy' } }
    const sentence = (part?: object): string | undefined =>
      summarizePairs(
        toJudgedPairs(
          [
            ['a', 'a', 30],
            ['b', 'b', 30],
          ].map(([a, b, n]) => [a, b, n, part] as never),
        ),
        {
          margin: 0.5,
        },
      )?.total.sentence
    expect(sentence()).toContain('economy is within 50 points of frontier')
    expect(sentence(model)).toContain('small is within 50 points of other')
  })

  it('warns of a judge that people contradict, and tells what people would say', () => {
    const pairs = toJudgedPairs([
      ['a', 'a', 60],
      ['b', 'b', 60],
      ['tie', 'tie', 60],
    ])
    const humans = pairs
      .filter((_, i) => i % 3 === 0)
      .map(({ requestId }) => ({ requestId, a: 1, b: 2, winner: 'b' as const }))
    const study = summarizePairs(pairs, { margin: 0.03, humans })
    expect(study?.agreement).toMatchObject({ pairs: 60, agreed: { numerator: 20 } })
    expect(study?.warnings).toEqual([expect.stringContaining('agree little beyond chance: kappa 0')])
    expect(study?.total.byPeople).toMatchObject({ value: -1, labelled: 60 })
  })

  it('warns where length says which side an answer is of', () => {
    const lengths = (lengthA: number, lengthB: number): object => ({ lengthA, lengthB })
    const warningsOf = (longerA: number): readonly string[] | undefined =>
      summarizePairs(
        toJudgedPairs([
          ['a', 'a', longerA / 2, lengths(200, 100)],
          ['b', 'b', longerA / 2, lengths(200, 100)],
          ['tie', 'tie', 100 - longerA, lengths(100, 200)],
        ]),
        { margin: 0.03 },
      )?.warnings
    expect(warningsOf(96)).toContainEqual(expect.stringMatching(/one side are the longer ones in 96 % of pairs/))
    expect(warningsOf(80)).not.toContainEqual(expect.stringMatching(/are the longer ones/))
  })

  it('warns of pairs without a verdict, and refuses several judges and margins that are no share', () => {
    const pairs = toJudgedPairs([
      ['a', 'a', 30],
      ['b', 'b', 30],
    ])
    expect(summarizePairs(pairs, { margin: 0.03, incomplete: 20 })?.warnings).toEqual([
      expect.stringContaining('20 of 80 pairs have no verdict in both orders'),
    ])
    expect(() => summarizePairs(pairs, { margin: 3 })).toThrow('margin is 3')
    const two = toJudgedPairs([
      ['a', 'a', 1],
      ['b', 'b', 1, { judge: 'judge/two' }],
    ])
    expect(() => summarizePairs(two, { margin: 0.03 })).toThrow('several judges')
  })
})
