import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * The host's own `createAgent` tests on a routed model with a dead target in front: `node scripts/host-suite.ts --source DIR`. DIR is
 * `libs/langchain` of a checkout; no npm package carries these tests. They run against the package as npm has it; nothing is kept.
 */
const { values } = parseArgs({ options: { source: { type: 'string' } } })
if (values.source === undefined) throw new Error('Name libs/langchain of a checkout: --source DIR.')

const source = resolve(values.source)
const known: readonly Known[] = [
  { pattern: /reading 'generations'/, because: 'the mock answers `invoke` alone, which a router does not call' },
  {
    pattern: /expected "(vi\.fn\(\)|invoke)" to be called/,
    because: 'the test spies on `invoke`, which a router does not call',
  },
  {
    pattern: /^createAgent > should .*\n.*to deeply equal/,
    because: 'the test expects an answer without metadata, and this one says who gave it',
  },
  {
    pattern: /^ModelCallLimitMiddleware > .* is not exceeded/,
    because: 'the mock gives one message object for every answer, and the test counts on the id written into it',
  },
  {
    pattern: /non-strict for a default ProviderStrategy/,
    because: 'the test looks at what `bindTools` is given; the schema goes with the call',
  },
  {
    pattern: /^modelRetryMiddleware/,
    because: 'every target has been tried: the error says so, and the middleware does not try again',
  },
]
const own = fileURLToPath(new URL('..', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'signalbox-agents-'))
try {
  const baseline = await run('baseline')
  const routed = await run('routed')
  const more = [...routed.failed].filter((name) => !baseline.failed.has(name))
  console.log(`without the router: ${baseline.total - baseline.failed.size} of ${baseline.total} pass`)
  console.log(`routed, behind a dead one: ${routed.total - routed.failed.size} of ${routed.total} pass`)
  const lines = more.map((name) => `${name}\n    ${routed.why.get(name) ?? ''}`)
  for (const { pattern, because } of known) {
    const count = lines.filter((line) => pattern.test(line)).length
    if (count > 0) console.log(`  ${count} known: ${because}`)
  }
  const surprises = lines.filter((line) => !known.some(({ pattern }) => pattern.test(line)))
  for (const line of surprises) console.log(`  UNEXPECTED ${line}`)
  process.exitCode = surprises.length === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Tests that differ, told by what they say, and why that is meant, or an artefact of the harness. */
interface Known {
  readonly pattern: RegExp
  readonly because: string
}

interface SuiteResult {
  readonly total: number
  readonly failed: ReadonlySet<string>
  readonly why: ReadonlyMap<string, string>
}

async function run(prefix: string): Promise<SuiteResult> {
  // A tree for each run: the runner keeps what it has made of a file, and where its imports lead.
  const root = join(folder, prefix)
  await cp(join(source, 'src'), join(root, 'src'), { recursive: true, filter: (path) => !/\.(js|cjs)$/.test(path) })
  await symlink(join(own, 'node_modules'), join(root, 'node_modules'))
  const report = join(root, 'report.json')
  const config = join(own, 'test/host-suite/vitest.config.ts')
  const vitest = join(own, '../../node_modules/vitest/vitest.mjs')
  spawnSync(process.execPath, [vitest, 'run', '--config', config], {
    cwd: own,
    env: { ...process.env, HOST_SUITE_ROOT: root, HOST_SUITE_PREFIX: prefix, HOST_SUITE_REPORT: report },
    stdio: process.env['HOST_SUITE_VERBOSE'] === undefined ? 'ignore' : 'inherit',
    timeout: 600_000,
  })
  const { numTotalTests, testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    numTotalTests: number
    testResults: {
      assertionResults: { status: string; ancestorTitles: string[]; title: string; failureMessages: string[] }[]
    }[]
  }
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(
      (one) => [[...one.ancestorTitles, one.title].join(' > '), one.failureMessages[0]?.split('\n')[0] ?? ''] as const,
    )
  return { total: numTotalTests, failed: new Set(failed.map(([name]) => name)), why: new Map(failed) }
}
