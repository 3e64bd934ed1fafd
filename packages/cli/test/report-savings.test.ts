import { catalog } from '@signalbox/catalog'
import { createRouter, rules, tier, type Report } from '@signalbox/core'
import { openSqliteLedger } from '@signalbox/ledger'
import type { ExportProblem, Reconciliation, Savings } from '@signalbox/quality'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report, type ReportOptions } from '../src/verbs/report.ts'

let folder = ''
let ledgerFile = ''
/** Rows of a bill that says what the ledger says. */
let bill: readonly string[] = []

interface Said {
  readonly code: number
  readonly json: Report & {
    readonly savings: Savings
    readonly reconciliation: Reconciliation
    readonly export: { readonly problems: readonly ExportProblem[] }
  }
  readonly text: string
}

async function say(options: ReportOptions): Promise<Said> {
  const said = { json: {} as Said['json'], text: '' }
  const code = await report(
    { ledger: ledgerFile, ...options },
    {
      isJson: false,
      isInteractive: false,
      columns: 200,
      result: (json, toText) => Object.assign(said, { json, text: toText() }),
      log: () => {},
    },
  )
  return { code, ...said }
}

async function billFile(name: string, rows: readonly string[]): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, ['date,model,requests,input_tokens,output_tokens,cost_usd', ...rows, ''].join('\n'))
  return file
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-savings-'))
  ledgerFile = join(folder, 'ledger.db')
  const ledger = openSqliteLedger({ file: ledgerFile })
  const router = createRouter({
    catalog,
    targets: [
      { id: 'pro', model: 'deepseek/deepseek-v4-pro' },
      { id: 'big', model: 'openai/gpt-5.5' },
    ],
    tiers: [
      { name: 'economy', targets: ['pro'] },
      { name: 'frontier', targets: ['big'] },
    ],
    strategy: rules([{ when: { task: ['summarize'] }, use: 'economy' }], { otherwise: 'frontier' }),
    baseline: 'openai/gpt-5.5',
    ledger,
  })
  for (let n = 0; n < 100; n++)
    await router.run(
      { messages: [{ role: 'user', content: 'hi' }], task: n % 10 < 7 ? 'summarize' : 'code', session: `s${n % 40}` },
      async () => ({ text: 'ok', usage: { inputTokens: 1_000, outputTokens: 100 } }),
    )
  await ledger.flush()
  bill = [...ledger.attempts()].map(
    ({ startedAtMs, model, costNanoUsd = 0, requestId }) =>
      `${new Date(startedAtMs).toISOString()},${model},1,1000,100,${(costNanoUsd / 1e9).toFixed(9)},${requestId}`,
  )
  await ledger.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('report --savings', () => {
  it('is the sum of the ledger, by conversation', async () => {
    const { code, json, text } = await say({ savings: true })
    expect(code).toBe(0)
    const [saved] = json.savings.baselines
    expect(saved).toMatchObject({ baseline: 'openai/gpt-5.5', requests: 100, clusters: 40 })
    expect((saved?.savedNanoUsd.value ?? 0) / 1e9).toBeCloseTo(json.total.spend.savedUsd, 9)
    expect(saved?.parts?.movedShare).toBeCloseTo(0.7, 12)
    expect(json.savings.prices.map(({ model, attempts }) => [model, attempts])).toEqual([
      ['deepseek/deepseek-v4-pro', 70],
      ['openai/gpt-5.5', 30],
    ])
    expect(text).toMatch(/Against openai\/gpt-5\.5, over 100 requests/)
    expect(text).toMatch(/saved \(\$\S+ to \$\S+\): \d+\.\d % \(\S+ to \S+\), by conversation \(40 drawn as wholes\)/)
    expect(text).toMatch(/not measured: the saved share would change by \+\d/)
    expect(text).toMatch(/No interval of code \(12\): too few conversations/)
    expect(text).not.toMatch(/NaN|undefined/)
  })

  it('is of one policy where one is named, prices and counts of tokens too', async () => {
    const file = join(folder, 'two.db')
    const ledger = openSqliteLedger({ file })
    for (const name of ['one', 'two']) {
      const router = createRouter({
        name,
        catalog,
        targets: [{ id: 'pro', model: 'deepseek/deepseek-v4-pro' }],
        tiers: [{ name: 'economy', targets: ['pro'] }],
        strategy: tier('economy'),
        baseline: 'openai/gpt-5.5',
        ledger,
      })
      for (let n = 0; n < 3; n++)
        await router.run({ messages: [{ role: 'user', content: 'hi' }] }, async () => ({
          text: 'ok',
          usage: { inputTokens: 1_000, outputTokens: 100 },
        }))
    }
    await ledger.close()
    const { json } = await say({ ledger: file, policy: 'two', savings: true })
    expect(json.savings).toMatchObject({ requests: 3, prices: [{ attempts: 3 }] })
  })

  it('is against the baseline that is named, and says where nothing was recorded against it', async () => {
    const { json, text } = await say({ baseline: 'anthropic/claude-sonnet-4.6' })
    expect(json.savings.baselines).toEqual([])
    expect(text).toMatch(/Mind: No request was recorded against the baseline anthropic\/claude-sonnet-4\.6/)
    expect(text).toMatch(/Left out: 100 requests recorded against another baseline/)
  })

  it('stands in one line in the plain report', async () => {
    const { text, json } = await say({})
    expect(text).toMatch(/Saved \$\S+ against openai\/gpt-5\.5, \d+\.\d % /)
    expect(text).toMatch(/\$0 on shadows and studies/)
    expect(json.savings).toBeUndefined()
  })

  it('says so where there is nothing', async () => {
    expect((await say({ savings: true, until: '2020-01-01' })).text).toBe('There are no requests in this range.\n')
  })
})

describe('report --reconcile', () => {
  const withoutId = (row: string): string => row.replace(/,[^,]*$/, '')

  it('holds against a bill that says the same', async () => {
    const file = join(folder, 'bill.csv')
    await writeFile(file, ['date,model,requests,input_tokens,output_tokens,cost_usd,note', ...bill, ''].join('\n'))
    const { code, json, text } = await say({ reconcile: file })
    expect(json.reconciliation).toMatchObject({ isWithin: true, differenceShare: 0, theirs: { requests: 100 } })
    expect(json.export.problems).toMatchObject([{ kind: 'unknown-column', place: 'line 2' }])
    expect(text).toMatch(/Holds: costs differ by 0\.00 % of the export's/)
    expect(text).toMatch(/Export: 1 unknown-column \(line 2: the column note is not understood/)
    expect(code).toBe(0)
  })

  it('does not hold against one that asks more, unless that is let pass', async () => {
    const [row = ''] = bill
    const [date = '', model = ''] = row.split(',')
    const file = await billFile('dear.csv', [`${date},${model},70,70000,7000,99`])
    const { code, json, text } = await say({ reconcile: file, provider: 'csv' })
    expect(code).toBe(1)
    expect(json.reconciliation.differences.map(({ reason }) => reason)).toContain('price-differs')
    expect(text).toMatch(/Does not hold: costs differ by 99\.\d\d %/)
    expect(text).toMatch(/Not compared: 30 attempts .* of models that the export does not name: openai\/gpt-5\.5/)
    expect((await say({ reconcile: file, tolerance: '100%' })).code).toBe(0)
  })

  it('names a broken last row and goes on', async () => {
    const file = join(folder, 'cut.csv')
    await writeFile(
      file,
      `date,model,requests,input_tokens,output_tokens,cost_usd\n${withoutId(bill[0] ?? '')}\n2026-0`,
    )
    expect((await say({ reconcile: file })).json.export.problems).toMatchObject([
      { kind: 'half-written', place: 'line 3' },
    ])
  })

  it.each<[string, ReportOptions, RegExp]>([
    ['a file that is not there', { reconcile: 'none.csv' }, /--reconcile none\.csv: ENOENT/],
    ['a provider of nobody', { reconcile: 'none.csv', provider: 'acme' }, /--provider acme: choose openai, anthropic/],
    ['a tolerance that is no share', { reconcile: 'BILL', tolerance: 'lots' }, /--tolerance "lots" is no share/],
    ['the export of another', { reconcile: 'BILL', provider: 'openai' }, /OpenAI usage \(start_time/],
  ])('refuses %s', async (_, options, message) => {
    const file = await billFile('plain.csv', bill.map(withoutId))
    const named = { ...options, reconcile: options.reconcile === 'BILL' ? file : options.reconcile }
    await expect(say(named)).rejects.toThrow(message)
  })
})
