import {
  cascade,
  checks,
  createCatalog,
  rules,
  type Features,
  type RouterOptions,
  type Strategy,
  type TaskType,
} from '@signalbox/core'
import { replay, type PastRequest, type Side } from '@signalbox/quality'
import { card } from './big-router.ts'
import { print } from './measure.ts'

const tasks = ['summarize', 'classify', 'extract', 'translate', 'qa', 'code', 'math', 'reasoning'] satisfies TaskType[]
const startMs = Date.UTC(2026, 0, 1)

/** Four targets in two tiers: what a team has. */
function side(name: string, strategy: Strategy): Side {
  const models = [1, 2, 50, 60].map(card)
  const targets = models.map(({ id }, index) => ({ id: `t${index}`, model: id }))
  const options: RouterOptions = {
    catalog: createCatalog({ version: 'bench', models }),
    targets,
    tiers: [
      { name: 'economy', targets: ['t0', 't1'] },
      { name: 'frontier', targets: ['t2', 't3'] },
    ],
    strategy,
    baseline: models[3]?.id,
  }
  return { name, options }
}

/** One after another, as a reader gives them: a tenth explored, a tenth labelled, a conversation of three requests. */
function* pastRequests(count: number): Generator<PastRequest> {
  for (let index = 0; index < count; index++) {
    const id = `r${index}`
    const isDrawn = index % 20 === 0
    const features: Features = {
      inputTokens: 200 + (index % 1_000),
      task: tasks[index % tasks.length] ?? 'qa',
      taskSource: 'detected',
      taskConfidence: 0.8,
      language: 'en',
      needsTools: index % 9 === 0,
      needsJson: 'no',
      needsLogprobs: false,
      modalities: ['text'],
      difficulty: 0.3,
      turns: 1 + (index % 3),
    }
    const [target, model] = isDrawn ? ['t2', 'vendor2/model-50'] : ['t0', 'vendor1/model-1']
    const session = `s${Math.floor(index / 3)}`
    yield {
      id,
      atMs: startMs + index * 50,
      request: { id, messages: [], features, session },
      conversation: session,
      actual: {
        policy: 'default',
        kind: 'served',
        isVirtual: true,
        task: features.task,
        action: target,
        propensity: isDrawn ? 0.05 : 0.95,
        rejections: {},
        servedTarget: target,
        servedModel: model,
        servedTier: isDrawn ? 'frontier' : 'economy',
        escalated: isDrawn,
        escalationCause: isDrawn ? 'exploration' : undefined,
        costNanoUsd: 100_000 + (index % 1_000),
        isCostLowerBound: false,
        baselineModel: 'vendor0/model-60',
        baselineCostNanoUsd: 900_000 + (index % 2_000),
        durationMs: 300 + ((index * 7_919) % 4_000),
        failedTargets: index % 200 === 0 ? ['t1'] : [],
      },
      answers: [
        {
          by: { target: target ?? '', model: model ?? '' },
          inputTokens: features.inputTokens,
          outputTokens: 80,
          durationMs: 300 + ((index * 7_919) % 4_000),
          gate: { name: 'checks', accepted: index % 7 !== 0 },
          reply: undefined,
          labels: index % 10 === 0 ? [{ source: 'human', score: index % 30 === 0 ? 0 : 1, versusN: undefined }] : [],
        },
      ],
    }
  }
}

/** A policy over 100,000 and 1,000,000 requests, rows made as they are asked for: time, and memory as it grows. */
export async function benchReplay(sizes: readonly number[] = [100_000, 1_000_000]): Promise<void> {
  const routine = { when: { task: ['summarize', 'classify', 'extract', 'translate', 'qa'] }, use: 'economy' }
  const sides = [
    side('rules', rules([routine], { otherwise: 'frontier' })),
    side('cascade', cascade({ tiers: ['economy', 'frontier'], gate: checks() })),
  ]
  await replay({ past: pastRequests(50_000), to: sides[0] ?? side('none', rules([], { otherwise: 'economy' })) })
  const rows: Record<string, string | number>[] = []
  for (const requests of sizes) {
    for (const to of sides) {
      const before = process.cpuUsage()
      const start = performance.now()
      let peak = 0
      await replay({
        past: pastRequests(requests),
        to,
        onProgress: (done) => {
          if (done % 5_000 === 0) peak = Math.max(peak, process.memoryUsage.rss())
        },
      })
      const seconds = (performance.now() - start) / 1_000
      const { user, system } = process.cpuUsage(before)
      rows.push({
        policy: to.name,
        requests,
        seconds,
        'requests a second': requests / seconds,
        'requests a second of one core': requests / ((user + system) / 1e6),
        'peak rss MB': peak / 2 ** 20,
      })
    }
  }
  print('Replay', rows)
}
