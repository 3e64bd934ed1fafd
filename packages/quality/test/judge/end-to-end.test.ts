import { createMemoryLedger, seededRandom, type LabelRow, type MemoryLedger } from '@signalbox/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { planStudy } from '../../src/judge/plan-study.ts'
import { runStudy } from '../../src/judge/run-study.ts'
import type { StudyHistory } from '../../src/judge/study-history.ts'
import { toStudyReport, type StudyReport } from '../../src/judge/study-report.ts'
import { historyOf, sendBy, servedLedger, studyOptions } from '../judge-world.ts'

const studies = 80
const usage = { inputTokens: 10, outputTokens: 5 }

/** Shares, by who served: the truth of each study is drawn anew. */
interface Truth {
  readonly better: number
  readonly worse: number
}

interface World {
  readonly economy: Truth
  readonly frontier: Truth
  readonly margin: number
  /** Verdicts that name the first place, whatever the answers are; and those that cannot be read. */
  readonly first?: number
  readonly nonsense?: number
}

/** Of one task type three requests in four are economy's: half as many of either are judged. */
const traffic = { economy: 120, frontier: 40 }
let past: MemoryLedger
let history: StudyHistory

beforeAll(async () => {
  const of = (count: number, model?: string): object[] =>
    Array.from({ length: count }, () => ({ task: 'extract', model }))
  past = await servedLedger([...of(traffic.economy), ...of(traffic.frontier, 'tier:frontier')])
  // The other side has answered everything already: what is simulated is judges.
  const options = studyOptions({ study: 'answers', perStratum: 1_000 })
  await runStudy(planStudy(historyOf(past), options), {
    ...options,
    ledger: past,
    history: historyOf(past),
    send: (router, request) => {
      const index = /Question (\d+)/.exec(JSON.stringify(request.messages))?.[1]
      return sendBy(({ id }) => ({ text: id === 'judge' ? '{"winner":"tie"}' : `${id} says ${index}`, usage }))(
        router,
        request,
      )
    },
    capNanoUsd: 10 ** 12,
    keepsReplies: true,
    nowMs: () => 1,
  })
  const known = historyOf(past)
  const requests = new Map(
    past.outcomes.map(({ requestId: id }) => [
      id,
      { attempts: [...known.attemptsOf(id)], replies: [...known.replies(id)] },
    ]),
  )
  history = {
    outcomes: () => past.outcomes,
    attemptsOf: (id) => requests.get(id)?.attempts ?? [],
    replies: (id) => requests.get(id)?.replies ?? [],
    labels: () => [],
  }
})

/** From the plan to the report, by way of the prompt a judge reads and the words it replies. */
async function simulate(world: World, seed: string): Promise<StudyReport> {
  const random = seededRandom(seed)
  const winners = Array.from({ length: 1 + traffic.economy + traffic.frontier }, (_, index) => {
    const { better, worse } = index <= traffic.economy ? world.economy : world.frontier
    const draw = random()
    return draw < better ? 'cheap' : draw < better + worse ? 'dear' : 'tie'
  })
  const rule = (prompt: string): string => {
    const [, shownFirst = '', index] = /first answer begins\n(cheap|dear) says (\d+)/.exec(prompt) ?? []
    const { first = 0, nonsense = 0 } = world
    if (random() < nonsense) return 'Either, I would say.'
    if (random() < first) return '{"winner":"first"}'
    const winner = winners[Number(index)]
    return JSON.stringify({ winner: winner === 'tie' ? 'tie' : winner === shownFirst ? 'first' : 'second' })
  }
  const labels: LabelRow[] = []
  const options = studyOptions({ study: seed, perStratum: 40 })
  const plan = planStudy(history, options)
  const { verdicts } = await runStudy(plan, {
    ...options,
    ledger: { ...createMemoryLedger(), writeLabel: async (row) => void labels.push(row) },
    history,
    send: (router, request) =>
      sendBy(() => ({ text: rule(String(request.messages[1]?.content)), usage }))(router, request),
    capNanoUsd: 10 ** 12,
    keepsReplies: false,
    nowMs: () => 1,
  })
  expect(labels).toHaveLength(verdicts.length)
  return toStudyReport({
    ...options,
    margin: world.margin,
    verdicts,
    traffic: new Map(plan.strata.map((stratum) => [stratum.name, stratum.traffic])),
    humanLabels: [],
  })
}

async function count(
  name: string,
  world: World & { readonly studies?: number },
  ...tests: ((report: StudyReport) => boolean)[]
): Promise<number[]> {
  const held = tests.map(() => 0)
  for (let i = 0; i < (world.studies ?? studies); i++) {
    const report = await simulate(world, `${name} ${i}`)
    for (const [place, test] of tests.entries()) if (test(report)) held[place] = (held[place] ?? 0) + 1
  }
  return held
}

const isShown = ({ summary }: StudyReport): boolean => summary?.total.verdict === 'shown'

describe('a study from its plan to its report', () => {
  it('does not show what is worse by exactly the margin over all traffic, and finds who prefers the first', async () => {
    // 3/4 of -0.1 and 1/4 of -0.3; unweighed it would be -0.2.
    const world: World = {
      economy: { better: 0.05, worse: 0.15 },
      frontier: { better: 0.1, worse: 0.4 },
      margin: 0.15,
      first: 0.25,
      nonsense: 0.05,
    }
    const [shown, found, covered] = await count(
      'at the margin',
      world,
      isShown,
      ({ summary }) => summary?.position.prefers === 'first',
      ({ summary }) => {
        const { low = 1, high = -1 } = summary?.total.difference ?? {}
        // A quarter of all verdicts do not look at the answers.
        return low <= -0.15 * 0.75 && high >= -0.15 * 0.75
      },
    )
    // 2.5 % of 80 are 2; more than 6 come once in a thousand times.
    expect(shown).toBeLessThanOrEqual(6)
    expect(found).toBeGreaterThanOrEqual(0.95 * studies)
    expect(covered).toBeGreaterThanOrEqual(0.88 * studies)
  })

  it('shows what is as good, mostly', async () => {
    const truth = { better: 0.1, worse: 0.1 }
    const [shown] = await count(
      'equal',
      { economy: truth, frontier: truth, margin: 0.2, first: 0.1, studies: 30 },
      isShown,
    )
    expect(shown).toBeGreaterThan(5)
  })
})
