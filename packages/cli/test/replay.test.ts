import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  cascade,
  economy,
  frontier,
  gsm8k,
  hasData,
  policy,
  rules,
  spendLog,
  spendRow,
  told,
  toLines,
} from './replay-world.ts'
import { createCliFolder, type CliFolder, type CliResult } from './run-cli.ts'
import { runMain } from './run-main.ts'

let folder: CliFolder
beforeEach(async () => {
  folder = await createCliFolder()
  await Promise.all([
    folder.write('economy.yaml', economy),
    folder.write('frontier.yaml', frontier),
    folder.write('cascade.yaml', cascade),
    folder.write('rules.yaml', rules),
    folder.write('log.jsonl', spendLog),
  ])
})
afterEach(() => folder.remove())

const at = (name: string): string => resolve(folder.path, name)
/** Names of files are those of the folder. */
const replay = (...args: readonly string[]): Promise<CliResult> =>
  runMain('replay', ...args.map((arg) => (/\.(?:yaml|jsonl|db|html)$/.test(arg) ? at(arg) : arg)))

/** A replay of the spend log, as data. */
async function ofLog(...args: readonly string[]): Promise<ReturnType<typeof told>> {
  return told(await replay('--against', 'log.jsonl', '--json', ...args))
}

describe.skipIf(!hasData)('780 questions with both answers (SIGNALBOX_DATA)', () => {
  test('all to economy 491 right, all to frontier 676; figures of the demo for rules, and for a cascade with checks', async () => {
    const [all, checked, builtIn] = await Promise.all([
      replay('--against', gsm8k, '--from', 'economy.yaml', '--policy', 'frontier.yaml', '--json'),
      replay('--against', gsm8k, '--from', 'economy.yaml', '--policy', 'cascade.yaml', '--json'),
      replay('--against', gsm8k, '--json'),
    ])
    const right = ({ total: { a, b } }: ReturnType<typeof told>): number[] =>
      [a.quality, b.quality].map(({ value, labelled }) => Math.round(value * labelled))
    expect(right(told(all))).toEqual([491, 676])
    const cascaded = told(checked).total.b
    expect([cascaded.escalation.numerator, cascaded.escalation.denominator]).toEqual([19, 780])
    expect(
      [cascaded.quality.value, cascaded.quality.low, cascaded.quality.high].map((share) => share.toFixed(3)),
    ).toEqual(['0.629', '0.595', '0.663'])
    const ruled = told(builtIn).total.b
    expect([ruled.escalation.value.toFixed(3), ruled.quality.value.toFixed(3)]).toEqual(['0.986', '0.862'])
    expect([all, checked, builtIn].map(({ code }) => code)).toEqual([0, 0, 0])
  })

  test('the same bytes twice: in another time zone, language and folder too', async () => {
    const other = await createCliFolder()
    try {
      const policies = ['--from', join(folder.path, 'economy.yaml'), '--policy', join(folder.path, 'cascade.yaml')]
      const args = [
        'replay',
        '--against',
        gsm8k,
        ...policies,
        '--at',
        '2026-07-01T00:30:00',
        '--html',
        'page.html',
        '--json',
      ]
      const [one, two] = await Promise.all([
        folder.runWith({ TZ: 'UTC' }, ...args),
        other.runWith({ TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }, ...args),
      ])
      expect([one.code, one.stderr]).toEqual([0, ''])
      expect(two.stdout).toBe(one.stdout)
      const pages = [folder, other].map(({ path }) => readFileSync(join(path, 'page.html'), 'utf8'))
      expect(pages[0]).toMatch(/^<!doctype html>/i)
      expect(pages[1]).toBe(pages[0])
    } finally {
      await other.remove()
    }
  })

  test('exit 0 where a limit holds, 1 where it does not', async () => {
    const codes = await Promise.all(
      [
        ['--max-escalation', '5%'],
        ['--max-escalation', '0.01'],
        ['--min-quality', '0.55'],
        ['--min-quality', '0.7'],
        ['--max-cost', '+30%'],
        ['--max-cost', '-1%'],
        ['--max-cost', '$1'],
        ['--max-cost', '0.01'],
      ].map((limit) => replay('--against', gsm8k, '--from', 'economy.yaml', '--policy', 'cascade.yaml', ...limit)),
    )
    expect(codes.map(({ code }) => code)).toEqual([0, 1, 0, 1, 0, 1, 0, 1])
    expect(codes[1]?.stdout).toMatch(/BROKEN +2\.4 % of 780 requests escalate; at most 1 % may/)
  })
})

describe('a spend log of another gateway', () => {
  test('beside what happened: costs, routes from the models that served, task types, latency', async () => {
    const { code, stdout } = await replay('--against', 'log.jsonl', '--policy', 'rules.yaml')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^A {2}what the record says happened\nB {2}\S+rules\.yaml, version \w+\n40 requests of \S+log\.jsonl \(LiteLLM spend logs\), 2026-07-01 10:00 to 2026-07-08 10:00 UTC\. No model was called\.\n/,
    )
    expect(stdout).toMatch(/Route +anthropic\/claude-sonnet-4\.6 -> best|Route +openai\/gpt-5\.5 -> cheap: 27 requests/)
    expect(stdout).toMatch(/taken as auto \(smart 27, claude 13\): --as asked keeps the\n? +names\./)
    for (const line of stdout.split('\n').slice(3)) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('as data', async () => {
    const { a, total, tasks, routes } = await ofLog('--policy', 'rules.yaml')
    expect(a).toMatchObject({ isRecorded: true })
    expect(tasks.map(({ key }) => key).toSorted()).toEqual(['code', 'qa', 'translate'])
    expect(total.cost).toMatchObject({ requests: 40, aNanoUsd: 400_000_000 })
    expect(total.b.escalation).toMatchObject({ numerator: 13, denominator: 40 })
    expect(routes.map(({ from, to, requests }) => [from, to, requests])).toEqual([['openai/gpt-5.5', 'cheap', 27]])
  })

  test('--from: another policy in place of what happened', async () => {
    const { a, total } = await ofLog('--from', 'economy.yaml', '--policy', 'frontier.yaml')
    expect(a).toMatchObject({ isRecorded: false, name: at('economy.yaml') })
    expect([total.a.escalation.value, total.b.escalation.value]).toEqual([0, 1])
  })

  test('--as: names are taken as auto, unless an alias or asked for', async () => {
    await folder.write('named.yaml', policy('{ tier: economy }', 'aliases: { smart: tier:frontier }\n'))
    const [asked, alias, auto] = await Promise.all([
      ofLog('--policy', 'named.yaml', '--as', 'asked'),
      ofLog('--policy', 'named.yaml'),
      ofLog('--policy', 'named.yaml', '--as', 'auto'),
    ])
    expect(asked.total.b.noRoute).toMatchObject({ requests: 13, unknownModel: 13 })
    expect(alias.total.b.escalation).toMatchObject({ numerator: 27, denominator: 40 })
    expect(auto.total.b.escalation).toMatchObject({ numerator: 0, denominator: 40 })
  })

  test('--since, --until: a part of it', async () => {
    const { total, fromMs, toMs } = await ofLog(
      '--policy',
      'rules.yaml',
      '--since',
      '2026-07-02',
      '--until',
      '2026-07-04',
    )
    expect(total.requests).toBe(10)
    expect([fromMs, toMs]).toEqual([Date.UTC(2026, 6, 2, 10), Date.UTC(2026, 6, 3, 10)])
  })

  test('--at: prices of that moment for requests that do not say theirs', async () => {
    await folder.write(
      'requests.jsonl',
      toLines([{ messages: [{ role: 'user', content: 'Translate: good morning' }] }]),
    )
    const costs = await Promise.all(
      ['2026-07-01', '2026-10-15T03:00:00Z'].map(async (at) =>
        told(
          await replay(
            '--against',
            'requests.jsonl',
            '--from',
            'frontier.yaml',
            '--policy',
            'economy.yaml',
            '--at',
            at,
            '--json',
          ),
        ),
      ),
    )
    const [before, after] = costs.map(({ total }) => total.cost.bNanoUsd)
    expect(before).toBeGreaterThan(0)
    expect(after).toBeGreaterThan(before ?? 0)
    expect(costs[0]?.assumptions.join('\n')).toMatch(/1 requests do not say when they were made.*2026-07-01/)
  })
})

describe('--without', () => {
  test.each([
    'vendor=deepseek',
    'model=deepseek/deepseek-v4-pro',
    'jurisdiction=CN',
    'licence=MIT',
    'license=MIT',
    'target=cheap',
  ])('%s: everything goes to what is left', async (what) => {
    const { b, total } = await ofLog('--policy', 'rules.yaml', '--without', what)
    expect(b.name).toBe(`${at('rules.yaml')} without ${what.replace('license', 'licence').replace('=', ' ')}`)
    expect(total.b.escalation).toMatchObject({ numerator: 40, denominator: 40 })
  })

  test('a task type that then has no route fails, whatever the limits', async () => {
    const { code, stdout } = await replay(
      '--against',
      'log.jsonl',
      '--policy',
      'rules.yaml',
      '--without',
      'vendor=deepseek',
      '--without',
      'vendor=anthropic',
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/LOST +translate has no route under B/)
    expect(stdout).toMatch(/BROKEN +No route is left for `translate`/)
  })
})

describe('limits', () => {
  test('each holds, or does not: exit 0 or 1', async () => {
    const results = await Promise.all(
      [
        ['--max-escalation', '40%'],
        ['--max-escalation', '30%'],
        ['--max-cost', '-10%'],
        ['--max-cost', '-90%'],
        ['--max-p95', '5000'],
        ['--max-p95', '500'],
        ['--max-no-route', '0'],
        ['--max-no-route', '0', '--as', 'asked'],
        ['--min-quality', '0.1'],
      ].map((limit) => replay('--against', 'log.jsonl', '--policy', 'rules.yaml', ...limit)),
    )
    expect(results.map(({ code }) => code)).toEqual([0, 1, 0, 1, 1, 1, 0, 1, 1])
    // No answer has a label, and nobody knows how long the cheap model takes: what is not known does not hold.
    expect([results[4]?.stdout, results[8]?.stdout].every((text) => /UNSURE/.test(text ?? ''))).toBe(true)
  })
})

/** Bad input: exit code 2, the place and the remedy on stderr, nothing on stdout, no stack trace, no file made. */
describe('bad input', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no record', [], /--against signalbox\.db/],
    ['a record that is not there', ['--against', 'nothing.jsonl'], /nothing\.jsonl: there is no such file/],
    ['a folder', ['--against', 'folder.db'], /no file/],
    ['a policy as the record', ['--against', 'rules.yaml'], /no rows that can be read/],
    [
      'a policy that is not there',
      ['--against', 'log.jsonl', '--policy', 'nothing.yaml'],
      /nothing\.yaml.*no such file/,
    ],
    ['a record as the policy', ['--against', 'log.jsonl', '--policy', 'log.jsonl'], /log\.jsonl:\d+:\d+/],
    ['a policy that breaks a rule', ['--against', 'log.jsonl', '--policy', 'broken.yaml'], /broken\.yaml:\d+:\d+/],
    ['a ledger as the policy', ['--against', 'log.jsonl', '--policy', 'binary.db'], /binary\.db/],
    ['a supplier of no kind', ['--against', 'log.jsonl', '--without', 'openai'], /--without openai.*vendor=/s],
    ['an empty supplier', ['--against', 'log.jsonl', '--without', 'vendor='], /--without vendor=/],
    ['a share above one', ['--against', 'log.jsonl', '--max-escalation', '20'], /--max-escalation "20".*0\.2 or 20%/],
    ['a cost that is none', ['--against', 'log.jsonl', '--max-cost', 'cheap'], /--max-cost "cheap"/],
    ['a share of rows that is none', ['--against', 'log.jsonl', '--max-left-out', 'few'], /--max-left-out "few"/],
    ['a latency that is none', ['--against', 'log.jsonl', '--max-p95', '-1'], /--max-p95 "-1"/],
    ['a way with names', ['--against', 'log.jsonl', '--as', 'is'], /--as is: choose auto or asked/],
    ['one policy of a log', ['--against', 'log.jsonl', '--of', 'rules'], /--of rules: only a ledger/],
    ['a time that is none', ['--against', 'log.jsonl', '--since', 'lately'], /--since "lately"/],
    ['no request in that time', ['--against', 'log.jsonl', '--since', '2030-01-01'], /no request of it could be read/],
    ['a page nobody can write', ['--against', 'log.jsonl', '--html', 'no/such/folder/page.html'], /--html/],
  ])('%s', async (_, args, says) => {
    await folder.write('broken.yaml', `${rules}colour: blue\n`)
    mkdirSync(at('folder.db'))
    writeFileSync(
      join(folder.path, 'binary.db'),
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 7)]),
    )
    const before = folder.files()
    const { code, stdout, stderr } = await replay(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at |node:internal/)
    expect(folder.files()).toEqual(before)
  })

  test('a ledger that is damaged', async () => {
    writeFileSync(
      join(folder.path, 'binary.db'),
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(2_000, 7)]),
    )
    const { code, stderr } = await replay('--against', 'binary.db', '--policy', 'rules.yaml')
    expect(code).toBe(2)
    expect(stderr).toMatch(/binary\.db: .*damaged/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('half-written logs and rows that say nothing: what can be read is, the rest is counted and named', async () => {
    const rows = [
      spendRow(0),
      'null',
      '\0\0\0',
      spendRow(0),
      { ...spendRow(1), request_id: '' },
      { ...spendRow(2), call_type: 'aembedding' },
      { ...spendRow(3), prompt_tokens: 0 },
      { hello: 1 },
      spendRow(4, { model: 'our-own-7b', spend: null }),
      '{"request_id": "cut',
    ]
    await folder.write('half.jsonl', toLines(rows).trimEnd())
    const [data, text] = await Promise.all([
      replay('--against', 'half.jsonl', '--policy', 'rules.yaml', '--json'),
      replay('--against', 'half.jsonl', '--policy', 'rules.yaml'),
    ])
    const { total, problems } = told(data)
    expect(total).toMatchObject({ requests: 2, cost: { requests: 1 } })
    expect(problems.map(({ kind, rows: count }) => [kind, count])).toEqual([
      ['no object', 1],
      ['broken line', 2],
      ['id seen before', 1],
      ['no id', 2],
      ['calls of aembedding', 1],
      ['no request', 1],
    ])
    expect(text.stdout).toMatch(/1 request left out, of\s+unknown cost: no whole cost in the record \(A, 1\)/)
    expect(text.stdout).toMatch(/Left out +1 row, no object:\s+\S+half\.jsonl:2/)
    expect([data.code, text.code]).toEqual([0, 0])
  })
})
