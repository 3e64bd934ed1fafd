import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder, type CliResult } from './run-cli.ts'

let folder: CliFolder
beforeEach(async () => void (folder = await createCliFolder()))
afterEach(() => folder.remove())

const config = (more = ''): string => `upstreams:
  one: { dialect: openai-chat, baseUrl: http://127.0.0.1:1/v1 }
targets:
  - { id: cheap, model: deepseek/deepseek-v4-pro, upstream: one }
  - { id: best, model: anthropic/claude-sonnet-4.6, upstream: one }
tiers:
  - { name: economy, targets: [cheap] }
  - { name: frontier, targets: [best] }
strategy:
  rules:
    - { when: { task: [summarize, translate] }, use: economy }
  otherwise: frontier
baseline: anthropic/claude-sonnet-4.6
${more}`

/** Bad input: exit code 2, the place and the remedy on stderr, nothing on stdout, no file made or changed. */
async function expectRefused(args: readonly string[], ...says: readonly RegExp[]): Promise<CliResult> {
  const before = folder.files()
  const result = await folder.run(...args)
  expect(result.code).toBe(2)
  expect(result.stdout).toBe('')
  for (const text of says) expect(result.stderr).toMatch(text)
  expect(result.stderr).not.toMatch(/\n\s+at /)
  expect(folder.files()).toEqual(before)
  return result
}

describe('route', () => {
  it.each([
    ['en', 'Translate to French: good morning'],
    ['de', 'Übersetze ins Französische: guten Morgen'],
    ['zh', '翻译成法语：早上好'],
    ['ar', 'ترجم إلى الفرنسية: صباح الخير'],
    ['hi', 'फ़्रेंच में अनुवाद करें: सुप्रभात'],
    ['es', 'Traduce al francés: buenos días'],
  ])('%s: translate, economy, every other candidate with why', async (_, prompt) => {
    const { code, json } = await folder.run('route', prompt, '--json')
    expect(code).toBe(0)
    const decision = json() as unknown as {
      task: string
      steps: { target: string; tier: string }[]
      passedOver: { target: string; reason: string }[]
      rejected: { target: string; detail: string }[]
    }
    expect([decision.task, decision.steps[0]?.tier]).toEqual(['translate', 'economy'])
    const others = [...decision.passedOver, ...decision.rejected]
    expect(others).toHaveLength(3)
    for (const other of others) expect('reason' in other ? other.reason : other.detail).toMatch(/\w+ \w+/)
  })

  it('--input: one decision per line out, in order', async () => {
    await folder.write(
      'in.jsonl',
      [
        { id: 'a', messages: [{ role: 'user', content: 'Summarize: the river rose.' }] },
        { id: 'b', messages: [{ role: 'user', content: 'x' }], task: 'math' },
        { id: 'c', messages: [{ role: 'user', content: 'Book it' }], tools: [{ name: 'book' }] },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    )
    const { code, stdout } = await folder.run('route', '--input', 'in.jsonl')
    expect(code).toBe(0)
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { requestId: string; task: string; steps: { tier: string }[] })
    expect(rows.map(({ requestId, task, steps }) => [requestId, task, steps[0]?.tier])).toEqual([
      ['a', 'summarize', 'economy'],
      ['b', 'math', 'frontier'],
      ['c', 'agent', 'frontier'],
    ])
  })

  it('names the line of a malformed row, before any decision comes out', async () => {
    await folder.write('in.jsonl', '{"id":"a","prompt":"hi"}\n{"id":"b",\n')
    await expectRefused(['route', '--input', 'in.jsonl'], /in\.jsonl:2/, /not valid JSON/)
  })

  it('an unknown model is named with what there is', () =>
    expectRefused(['route', 'hi', '--model', 'gpt-99'], /gpt-99/, /auto|tier:/))
})

describe('models', () => {
  it.each([
    ['2026-08-20T02:00:00Z', 1.32, 3.96],
    ['2026-06-01T00:00:00Z', 0.435, 0.87],
  ])('at %s DeepSeek V4 Pro costs %d and %d', async (at, input, output) => {
    const { code, stdout } = await folder.run('models', '--at', at, '--vendor', 'deepseek', '--json')
    expect(code).toBe(0)
    const text = stdout.replaceAll(/\s/g, '')
    const model = text.slice(text.indexOf('"id":"deepseek/deepseek-v4-pro"'))
    expect(model).toContain(`"inputPerMillionUsd":${input},"outputPerMillionUsd":${output}`)
  })

  it('a time that is none is refused', () => expectRefused(['models', '--at', 'yesterday-ish'], /yesterday-ish/))
})

describe('init and check', () => {
  it.each([[[]], [['--openrouter']]])('init %j writes a config that check proves', async (options) => {
    expect((await folder.run('init', ...options)).code).toBe(0)
    const { code, stderr } = await folder.run('check')
    expect(stderr).not.toMatch(/error/i)
    expect(code).toBe(0)
  })

  it('init does not overwrite what is there', async () => {
    await folder.write('signalbox.yaml', 'mine: true\n')
    await expectRefused(['init'], /signalbox\.yaml/, /--force/)
    expect(readFileSync(join(folder.path, 'signalbox.yaml'), 'utf8')).toBe('mine: true\n')
  })

  it.each<[string, string, RegExp]>([
    [
      'an unknown model',
      config().replace('model: deepseek/deepseek-v4-pro', 'model: deepseek/v99'),
      /:4:\d+.*deepseek\/v99/,
    ],
    ['an unknown tier', config().replace('use: economy', 'use: econmy'), /:11:\d+.*econmy/],
    ['an unknown target in a tier', config().replace('targets: [cheap]', 'targets: [chep]'), /:7:\d+.*chep/],
    ['an empty tier', config().replace('targets: [cheap]', 'targets: []'), /:7:\d+.*economy/],
    [
      'a rule that can never match',
      config().replace('  otherwise', '    - { when: { task: translate }, use: frontier }\n  otherwise'),
      /:12:\d+/,
    ],
    ['a cycle of aliases', config('aliases: { a: b, b: a }\n'), /:14:\d+.*(cycle|circle|itself)/i],
    [
      'a negative price',
      config().replace('upstream: one }', 'upstream: one, price: { inputPerMillionUsd: -1, outputPerMillionUsd: 1 } }'),
      /:4:\d+/,
    ],
    ['an unknown key', config('strateggy: {}\n'), /:14:\d+.*strateggy/],
    ['broken YAML', 'targets: [\n  - { id: a', /signalbox\.yaml:\d+/],
    ['an empty file', '', /signalbox\.yaml/],
  ])('%s is refused with its place', async (_, text, says) => {
    await folder.write('signalbox.yaml', text)
    const { code, stdout, stderr } = await folder.run('check')
    expect(code).toBe(2)
    expect(stdout + stderr).toMatch(says)
    await expectRefused(['route', 'hi'], /signalbox\.yaml/)
  })

  it('a config that is not there is named', () => expectRefused(['check', '--config', 'none.yaml'], /none\.yaml/))
})

describe('demo', () => {
  const questions = Array.from({ length: 12 }, (_, index) => ({
    id: `q${index}`,
    prompt: `What is ${index} plus ${index * 3}?`,
    weak: index % 3 === 0,
    strong: index % 4 !== 0,
    weakReply: `It is ${index}.`,
    strongReply: `It is ${index * 4}.`,
  }))
  const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

  it('quality is the share of the labels, and the ledger agrees with the providers to the nano-dollar', async () => {
    await folder.write('work.jsonl', lines(questions))
    const { code, json } = await folder.run('demo', '--workload', 'work.jsonl', '--json')
    expect(code).toBe(0)
    const { policies, reconciliation } = json() as unknown as {
      policies: { policy: string; requests: number; quality: { numerator: number; denominator: number } }[]
      reconciliation: { differences: number; ledgerNanoUsd: number; providersNanoUsd: number }
    }
    const qualityOf = (name: string): unknown => policies.find(({ policy }) => policy === name)?.quality
    expect(qualityOf('all-economy')).toMatchObject({ numerator: 4, denominator: 12 })
    expect(qualityOf('all-frontier')).toMatchObject({ numerator: 9, denominator: 12 })
    expect(policies.map(({ requests }) => requests)).toEqual([12, 12, 12, 12, 12])
    expect(reconciliation.differences).toBe(0)
    expect(reconciliation.ledgerNanoUsd).toBe(reconciliation.providersNanoUsd)
    expect(reconciliation.ledgerNanoUsd).toBeGreaterThan(0)

    const html = readFileSync(join(folder.path, 'signalbox-demo/report.html'), 'utf8')
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(3)
    expect(html).not.toMatch(/(?:src|href)=["']https?:/)

    const report = await folder.run('report', '--json', '--policy', 'rules')
    expect(report.code).toBe(0)
    expect(report.json()).toMatchObject({ total: { requests: 12, served: 12 } })
    for (const by of ['task', 'tenant', 'model', 'tag:app'])
      expect((await folder.run('report', '--by', by)).code).toBe(0)
    const csv = await folder.run('report', '--by', 'model', '--csv')
    expect(csv.stdout.split('\r\n')[0]).toMatch(/^group,requests/)
    expect((await folder.run('report', '--since', '1d', '--json')).json()).toMatchObject({ total: { requests: 60 } })
    expect((await folder.run('report', '--until', '2020-01-01', '--json')).json()).toMatchObject({
      total: { requests: 0 },
    })
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', '{"id":"a","prompt":"x"}\nnope', /work\.jsonl:2.*not valid JSON/],
    ['no prompt', '{"id":"a"}', /work\.jsonl:1.*prompt/],
    ['no id', '{"prompt":"x"}', /work\.jsonl:1.*id/],
    ['an id twice', '{"id":"a","prompt":"x"}\n\n{"id":"a","prompt":"y"}', /work\.jsonl:3.*line 1/],
    ['a label that is no boolean', '{"id":"a","prompt":"x","weak":"yes"}', /work\.jsonl:1.*weak/],
    ['an array', '[1]', /work\.jsonl:1.*object/],
    ['nothing', '', /no rows/],
  ])('a workload with %s is refused by line', async (_, text, says) => {
    await folder.write('work.jsonl', text)
    await expectRefused(['demo', '--workload', 'work.jsonl'], says)
  })

  it('a workload that is not there', () => expectRefused(['demo', '--workload', 'none.jsonl'], /none\.jsonl/))

  it('a port in use is named with the remedy', async () => {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    try {
      await folder.write('work.jsonl', lines(questions))
      await expectRefused(
        ['demo', '--workload', 'work.jsonl', '--port', String(Math.min(port, 65_532))],
        /Port \d+ on 127\.0\.0\.1 is in use/,
        /another port/,
      )
    } finally {
      await new Promise((done) => server.close(done))
    }
  })

  it.each([['0'], ['99999'], ['abc']])('--port %s is refused', async (port) => {
    await expectRefused(['demo', '--port', port], /--port/)
  })

  const data = process.env['SIGNALBOX_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data')
  const real = join(data, 'routellm/gsm8k.jsonl')
  it.skipIf(!existsSync(real))(
    '780 real questions: accuracies are the labels own shares, cost is what the providers logged',
    async () => {
      const rows = readFileSync(real, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { weak: boolean; strong: boolean })
      const { code, json } = await folder.run('demo', '--workload', real, '--json')
      expect(code).toBe(0)
      const { policies, reconciliation } = json() as unknown as {
        policies: { policy: string; quality: { numerator: number; denominator: number } }[]
        reconciliation: { differences: number; ledgerNanoUsd: number; providersNanoUsd: number }
      }
      const qualityOf = (name: string): unknown => policies.find(({ policy }) => policy === name)?.quality
      expect(qualityOf('all-economy')).toMatchObject({
        numerator: rows.filter(({ weak }) => weak).length,
        denominator: rows.length,
      })
      expect(qualityOf('all-frontier')).toMatchObject({
        numerator: rows.filter(({ strong }) => strong).length,
        denominator: rows.length,
      })
      expect(reconciliation).toMatchObject({ differences: 0, providersNanoUsd: reconciliation.ledgerNanoUsd })
    },
    60_000,
  )
})

describe('report', () => {
  it('a missing ledger is named, and none is made', () =>
    expectRefused(['report', '--ledger', 'none.db'], /none\.db/, /Name an existing ledger/))

  it('a file that is no database is left as it is', async () => {
    await folder.write('bad.db', 'this is not a database '.repeat(200))
    await expectRefused(['report', '--ledger', 'bad.db'], /bad\.db/, /Restore a backup/)
    expect(readFileSync(join(folder.path, 'bad.db'), 'utf8')).toBe('this is not a database '.repeat(200))
  })

  it("another program's database is refused", async () => {
    const db = new DatabaseSync(join(folder.path, 'other.db'))
    db.exec('create table theirs (x)')
    db.close()
    await expectRefused(['report', '--ledger', 'other.db'], /other\.db/)
  })

  it('a locked ledger is named with the remedy', async () => {
    await folder.write('work.jsonl', JSON.stringify({ id: 'a', prompt: 'hi' }))
    await folder.run('demo', '--workload', 'work.jsonl')
    const db = new DatabaseSync(join(folder.path, 'signalbox-demo/ledger.db'))
    db.exec('pragma journal_mode = delete; begin exclusive')
    try {
      const result = await folder.run('report')
      expect(result.code).toBe(2)
      expect(result.stderr).toMatch(/ledger\.db.*(locked|Wait, or stop that process)/)
    } finally {
      db.close()
    }
  })

  it.each([
    [['--by', 'colour'], /--by/],
    [['--since', 'whenever'], /--since/],
  ])('%j is refused', async (options, says) => {
    await folder.write('work.jsonl', JSON.stringify({ id: 'a', prompt: 'hi' }))
    await folder.run('demo', '--workload', 'work.jsonl')
    await expectRefused(['report', ...options], says)
  })
})

describe('the command', () => {
  it.each([[['--help']], [['report', '--help']]])('%j shows help and exits 0', async (args) => {
    const { code, stdout } = await folder.run(...args)
    expect(code).toBe(0)
    expect(stdout).toMatch(/Usage: signalbox/)
  })

  it('--version is that of the package', async () => {
    const { code, stdout } = await folder.run('--version')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([[['nonsense']], [['report', '--nonsense']], [[]]])('%j is bad input', async (args) => {
    expect((await folder.run(...args)).code).toBe(2)
  })

  it('doctor looks at what is there and answers 0 or 1', async () => {
    await folder.run('init')
    const { code, json } = await folder.run('doctor', '--json')
    expect([0, 1]).toContain(code)
    expect(JSON.stringify(json())).toMatch(/DEEPSEEK_API_KEY/)
  })

  it('doctor looks at the port and the token that a config names', async () => {
    await folder.write('signalbox.yaml', config('gateway: { port: 65111, token: "${GATEWAY_TOKEN}" }\n'))
    const { json } = await folder.run('doctor', '--json')
    expect(json()).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ what: 'port 65111' }),
        { what: 'token of the gateway', ok: false, detail: 'GATEWAY_TOKEN is not set' },
      ]),
    })
  })
})
