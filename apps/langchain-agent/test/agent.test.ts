import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { answer, type AgentStep } from '../src/agent-steps.ts'
import { startMocks } from '../src/mock-world.ts'
import { createRoutedModel } from '../src/routed-model.ts'
import { calculator } from '../src/tools/calculator.ts'
import { queryDatabase } from '../src/tools/query-database.ts'
import { searchDocuments } from '../src/tools/search-documents.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Result {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The command as a user runs it, without keys of this machine. */
async function run(...given: readonly (string | Readonly<Record<string, string>>)[]): Promise<Result> {
  const args = given.filter((one) => typeof one === 'string')
  const more = Object.assign({}, ...given.filter((one) => typeof one !== 'string')) as Readonly<Record<string, string>>
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_API_KEY$|_BASE_URL$/.test(name)))
  const child = spawn(process.execPath, ['--conditions=signalbox-source', main, ...args], {
    env: { ...env, NODE_OPTIONS: '', NO_COLOR: '1', ...more },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

describe('on the command line, offline', () => {
  it('answers its own questions with three tools, and shows who took each step, why, and what that saved', async () => {
    const { code, out, err } = await run('--offline')
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('We sold 20 lamps in March 2026 for $1345.5; 8 % of that is $107.64.')
    expect(out).toContain('Lamps that arrive broken are replaced at no cost')
    expect(out).toContain('Ada Berg has spent the most ($1639). Things may be sent back within 30 days of delivery.')
    expect(out).toContain('The two together take 0.4 of the price')
    expect(out).toMatch(/^ 1 query_database +deepseek-v4-pro +agent: default handler +\$0\.\d{6} \$0\.\d{6}/m)
    expect(out).toMatch(/^ 9 calculator +claude-sonnet-4\.6 +math: frontier tier +\$0\.\d{6} \$0\.000000/m)
    expect(out).toMatch(/10 steps/)
  }, 30_000)

  it('goes on with another provider where one is down, and says so', async () => {
    const { code, out } = await run('--offline', '--down', 'deepseek', 'How many lamps did we sell in March?')
    expect(code).toBe(0)
    expect(out).toContain('We sold 20 lamps')
    expect(out).toMatch(/^1 query_database glm-5\.2 agent: deepseek\/v4-pro failed \(server-error\) +≥ \$0\.\d{6} +-/m)
  }, 30_000)

  it('fits a terminal of 80 columns', async () => {
    const { out } = await run(
      { COLUMNS: '80' },
      '--offline',
      '--down',
      'deepseek',
      'Which customer has spent the most?',
    )
    const table = out.slice(out.indexOf('does'))
    expect(Math.max(...table.split('\n').map((line) => line.trimEnd().length))).toBeLessThanOrEqual(80)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(240)
  }, 30_000)

  it.each([
    [['--nonsense'], 2, /Unknown option '--nonsense'[\s\S]*--offline/],
    [['--offline', '--down', 'moon'], 2, /There is no mock "moon"\. Name one of deepseek, zai, anthropic/],
    [['--down', 'zai'], 2, /goes with --offline/],
    [['--offline', '  '], 2, /A question is empty/],
    [['Hello?'], 1, /There is no key\. Set one of DEEPSEEK_API_KEY, .* or add --offline/],
  ])('%j ends with %i', async (args, code, message) => {
    const result = await run(...args)
    expect(result.code).toBe(code)
    expect(result.err).toMatch(message)
    expect(result.err).not.toMatch(/at .*\.ts:\d+/)
  })
})

describe('the agent', () => {
  it('streams its answer, and every step stands in the ledger once', async () => {
    const mocks = await startMocks()
    try {
      const { model, ledger } = createRoutedModel(mocks.env)
      const steps: AgentStep[] = []
      for await (const step of answer(model, 'How many lamps did we sell in March 2026?')) steps.push(step)
      const texts = steps.flatMap((step) => (step.kind === 'text' ? [step.text] : []))
      expect(texts.length).toBeGreaterThan(5)
      expect(texts.join('')).toBe('We sold 20 lamps in March 2026 for $1345.5; 8 % of that is $107.64.')
      const decisions = steps.flatMap((step) => (step.kind === 'decision' ? [step.decision] : []))
      expect(decisions.map(({ requestId }) => requestId)).toEqual(ledger.outcomes.map(({ requestId }) => requestId))
      expect(new Set(ledger.outcomes.map(({ session }) => session)).size).toBe(1)
      const costNanoUsd = ledger.outcomes.reduce((sum, outcome) => sum + outcome.costNanoUsd, 0)
      expect(decisions.reduce((sum, { costUsd }) => sum + costUsd, 0)).toBeCloseTo(costNanoUsd / 1e9, 9)
    } finally {
      await mocks.close()
    }
  })
})

describe('tools', () => {
  it.each([
    ['0.08 * (1341 + 20)', '108.88'],
    ['1 +', /^Not worked out: Unexpected end/],
    ['import({ a: 1 })', /^Not worked out: Only arithmetic/],
    ['parse("1")', /^Not worked out: Only arithmetic/],
  ])('the calculator makes of %s %s', async (expression, expected) => {
    expect(await calculator.invoke({ expression })).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    )
  })

  it.each([
    ['SELECT COUNT(*) AS n FROM orders', /^\[\{"n":16\}\]$/],
    ['SELECT * FROM nowhere', /^Not answered: no such table/],
    ['DELETE FROM orders', /^Not answered: attempt to write a readonly database/],
    ['DROP TABLE orders', /^Not answered: attempt to write a readonly database/],
    ['', /^(Not answered|\[\])/],
  ])('the database answers %s', async (sql, expected) => {
    expect(await queryDatabase.invoke({ sql })).toMatch(expected)
  })

  it.each([
    ['warranty lamps', /^warranty\.md: .*lamps one of two/],
    ['zzzz', /^Nothing is said about "zzzz"\. There are: care\.md/],
  ])('the search finds %s', async (query, expected) => {
    expect(await searchDocuments.invoke({ query })).toMatch(expected)
  })
})
