import { describe, expect, it } from 'vitest'
import type { BilledAttempt } from './billed-attempt.ts'
import { modelKey } from './model-key.ts'
import { readExport } from './read-export.ts'
import { reconcile } from './reconcile.ts'

const header = 'date,model,requests,input_tokens,output_tokens,cost_usd'
const attempt = (change: Partial<BilledAttempt> = {}): BilledAttempt => ({
  target: 'openai/big',
  model: 'openai/gpt-5.5',
  servedModel: 'gpt-5.5-2026-04-23',
  startedAtMs: Date.UTC(2026, 6, 1, 12),
  billable: 'yes',
  inputTokens: 100,
  outputTokens: 10,
  costNanoUsd: 800_000,
  isCostLowerBound: false,
  durationMs: 1_000,
  ...change,
})
const ten = Array.from({ length: 10 }, () => attempt())

describe('one name for a model', () => {
  it.each([
    ['anthropic/claude-sonnet-4.6', 'claude-sonnet-4-6'],
    ['claude-sonnet-4-6-20260114', 'claude-sonnet-4-6'],
    ['Claude Sonnet 4.6', 'claude-sonnet-4-6'],
    ['gpt-5.5-2026-04-23, input', 'gpt-5-5'],
    ['deepseek/deepseek-v4-pro:free', 'deepseek-v4-pro'],
    ['openrouter/deepseek/deepseek-v4-pro-0813', 'deepseek-v4-pro'],
    ['glm-5.2', 'glm-5-2'],
  ])('%s', (name, key) => expect(modelKey(name)).toBe(key))
})

describe('the ledger beside the bill', () => {
  it('agrees, by day and model, where both count the same', () => {
    const made = reconcile(
      [...ten, attempt({ startedAtMs: Date.UTC(2026, 6, 2) })],
      readExport(`${header}\n2026-07-01,gpt-5.5,10,1000,100,0.008\n2026-07-02,gpt-5.5,1,100,10,0.0008\n`),
    )
    expect(made).toMatchObject({ isWithin: true, differenceShare: 0, explainedShare: undefined, differences: [] })
    expect(made.cells.map(({ day, model, ours, theirs }) => [day, model, ours, theirs.costNanoUsd])).toEqual([
      [
        '2026-07-01',
        'gpt-5.5',
        { requests: 10, inputTokens: 1_000, outputTokens: 100, costNanoUsd: 8_000_000 },
        8_000_000,
      ],
      ['2026-07-02', 'gpt-5.5', { requests: 1, inputTokens: 100, outputTokens: 10, costNanoUsd: 800_000 }, 800_000],
    ])
  })

  it('does not pass where it differs by more than is let pass, and says why', () => {
    const made = reconcile(ten, readExport(`${header}\n2026-07-01,gpt-5.5,20,2000,200,0.016\n`))
    expect(made).toMatchObject({
      isWithin: false,
      differenceShare: 0.5,
      differences: [{ reason: 'other-traffic', nanoUsd: 8_000_000 }],
      explainedShare: 1,
    })
    expect(
      reconcile(ten, readExport(`${header}\n2026-07-01,gpt-5.5,20,2000,200,0.016\n`), { tolerance: 0.5 }).isWithin,
    ).toBe(true)
  })

  it('does not let too much of one model hide too little of another', () => {
    const small = attempt({ model: 'openai/mini', servedModel: 'mini' })
    const made = reconcile(
      [attempt(), small],
      readExport(`${header}\n2026-07-01,gpt-5.5,1,100,10,0.0012\n2026-07-01,mini,1,100,10,0.0004\n`),
    )
    expect(made.differenceShare).toBeCloseTo(0.5, 12)
    expect(made.differences).toEqual([{ reason: 'price-differs', nanoUsd: 800_000 }])
  })

  it('leaves models of others out, and counts them, unless the target was named', () => {
    const other = attempt({ target: 'deepseek/pro', model: 'deepseek/deepseek-v4-pro', servedModel: 'deepseek-chat' })
    const usage = readExport(`${header}\n2026-07-01,gpt-5.5,10,1000,100,0.008\n`)
    const made = reconcile([...ten, other], usage)
    expect(made).toMatchObject({
      isWithin: true,
      elsewhere: { attempts: 1, costNanoUsd: 800_000, models: ['deepseek/deepseek-v4-pro'] },
    })
    expect(reconcile([...ten, other], usage, { target: 'openai/' })).toMatchObject({
      isWithin: true,
      elsewhere: { attempts: 0 },
    })
    const mine = attempt({ model: 'openai/new', servedModel: 'new' })
    expect(reconcile([...ten, mine], usage, { target: 'openai/' })).toMatchObject({
      isWithin: false,
      differences: [{ reason: 'only-ours', nanoUsd: 800_000 }],
    })
  })

  it('finds a model by its name on the wire where the provider answers with another', () => {
    const renamed = attempt({ servedModel: 'internal-7', model: 'openai/unlike' })
    const usage = readExport(`${header}\n2026-07-01,big-wire,1,100,10,0.0008\n`)
    expect(reconcile([renamed], usage).elsewhere.attempts).toBe(1)
    expect(reconcile([renamed], usage, { asOf: () => 'big-wire' })).toMatchObject({
      isWithin: true,
      elsewhere: { attempts: 0 },
    })
  })

  it('compares days as wholes where the export does not name models', () => {
    const usage = readExport(
      JSON.stringify({
        data: [
          {
            start_time: Date.UTC(2026, 6, 1) / 1_000,
            results: [{ input_tokens: 1_100, output_tokens: 110, num_model_requests: 11, model: null }],
          },
        ],
      }),
    )
    const made = reconcile([...ten, attempt({ model: 'openai/mini', servedModel: 'mini' })], usage)
    expect(made.cells).toMatchObject([{ model: '(all)', ours: { requests: 11 }, parts: [] }])
    expect(made.isWithin).toBe(true)
  })

  it('counts what is outside the export, what was never billed, and what is not known', () => {
    const made = reconcile(
      [
        ...ten,
        attempt({ startedAtMs: Date.UTC(2026, 5, 30) }),
        attempt({ billable: 'no', inputTokens: undefined, outputTokens: undefined, costNanoUsd: 0 }),
        attempt({ costNanoUsd: undefined, isCostLowerBound: true }),
      ],
      readExport(`${header}\n2026-07-01,gpt-5.5,11,1100,110,0.0088\n`),
    )
    expect(made).toMatchObject({
      outsidePeriod: { attempts: 1, costNanoUsd: 800_000 },
      costUnknownAttempts: 1,
      ours: { requests: 11 },
      differences: [{ reason: 'cost-unknown', nanoUsd: 800_000 }],
    })
  })

  it('knows a request that went over midnight, on both its days', () => {
    const late = attempt({ startedAtMs: Date.UTC(2026, 6, 1, 23, 59, 59, 900), durationMs: 5_000 })
    const made = reconcile(
      [attempt(), late, attempt({ startedAtMs: Date.UTC(2026, 6, 2, 5) })],
      readExport(`${header}\n2026-07-01,gpt-5.5,1,100,10,0.0008\n2026-07-02,gpt-5.5,2,200,20,0.0016\n`),
    )
    expect(made.differences).toEqual([{ reason: 'midnight', nanoUsd: 1_600_000 }])
    expect(made).toMatchObject({ isWithin: true, differenceShare: 0 })
  })

  it('says nothing passes where the export counts nothing', () => {
    const made = reconcile([], readExport(`${header}\n2026-07-01,gpt-5.5,0,0,0,0\n`))
    expect(made).toMatchObject({ differenceShare: undefined, isWithin: false })
  })
})
