import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * The host's own core tests with a routed model in place of its mock: `pnpm run host-suite [--source DIR]`. DIR is `packages/ai` of a
 * checkout of the SDK; without it the last version whose npm package carries its tests. Nothing of it is kept.
 */
const { values } = parseArgs({ options: { source: { type: 'string' } } })
const lastWithTests = '6.0.47'

/** Tests that differ, how many at most, and why that is meant, or an artefact of the harness. */
const known: readonly (readonly [pattern: RegExp, most: number, because: string])[] = [
  [/wrapLanguageModel/, 8, 'the mock answers nothing a model could answer (no content, no stream)'],
  [/should forward abort signal to tool execution/, 1, 'the caller aborts while his model goes on: the router stops'],
  [
    /result\.consumeStream > should call the onError callback/,
    1,
    'a stream that breaks ends with an error part, not torn',
  ],
  [
    /options\.onChunk > should return events in order/,
    1,
    'a tool result overtakes a delta by a turn of the event loop',
  ],
]

interface SuiteResult {
  readonly total: number
  readonly failed: ReadonlySet<string>
}

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const folder = await mkdtemp(join(tmpdir(), 'signalbox-host-suite-'))
try {
  const root = join(folder, 'ai')
  const version = await prepare(root)
  const mock = version.startsWith('6.') ? 'v3' : 'v4'
  console.log(`The host's core tests of ai ${version}, mock model ${mock}\n`)
  const baseline = await runSuite(root, mock, 'baseline')
  print('without the router', baseline, 0)
  let unexpected = 0
  for (const [prefix, title] of [
    ['none', 'routed, one target'],
    ['faults', 'routed, behind a 503 and an error inside a stream'],
  ] as const) {
    const routed = await runSuite(root, mock, prefix)
    const more = [...routed.failed].filter((name) => !baseline.failed.has(name))
    print(title, routed, more.length)
    const surprises = more.filter((name) => !known.some(([pattern]) => pattern.test(name)))
    for (const [pattern, most, because] of known) {
      const names = more.filter((name) => pattern.test(name))
      if (names.length > 0) console.log(`  ${names.length} known: ${because}`)
      if (names.length > most) surprises.push(...names)
    }
    for (const name of surprises) console.log(`  UNEXPECTED ${name}`)
    unexpected += surprises.length
  }
  process.exitCode = unexpected === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Lays the suite out in a folder of its own with what it needs from npm. @returns its version */
async function prepare(root: string): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  if (values.source === undefined) {
    install(`ai@${lastWithTests}`, '@ai-sdk/test-server@1.0.3', 'zod@3.25.76', 'vitest@4')
    await cp(join(folder, 'node_modules/ai'), root, { recursive: true })
    return lastWithTests
  }
  const source = resolve(values.source)
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest
  const wanted = { ...manifest.devDependencies, ...manifest.dependencies }
  const packages = ['@ai-sdk/gateway', '@ai-sdk/provider', '@ai-sdk/provider-utils', '@ai-sdk/test-server', 'zod']
  install(
    ...packages.map((name) => (/^\d/.test(wanted[name] ?? '') ? `${name}@${wanted[name] ?? ''}` : name)),
    'vitest@4',
  )
  await cp(source, root, { recursive: true, filter: (path) => !path.includes('node_modules') })
  return manifest.version
}

function install(...packages: readonly string[]): void {
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('npm could not install what the suite needs.')
}

async function runSuite(root: string, mock: string, prefix: string): Promise<SuiteResult> {
  const report = join(folder, `${prefix}.json`)
  const config = fileURLToPath(new URL('../test/host-suite/vitest.config.ts', import.meta.url))
  spawnSync(process.execPath, [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config], {
    cwd: folder,
    env: {
      ...process.env,
      HOST_SUITE_ROOT: root,
      HOST_SUITE_MOCK: mock,
      HOST_SUITE_PREFIX: prefix,
      HOST_SUITE_REPORT: report,
    },
    stdio: process.env['HOST_SUITE_VERBOSE'] === undefined ? 'ignore' : 'inherit',
    timeout: 300_000,
  })
  const { numTotalTests, testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    numTotalTests: number
    testResults: { assertionResults: { status: string; ancestorTitles: string[]; title: string }[] }[]
  }
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ ancestorTitles, title }) => [...ancestorTitles, title].join(' > '))
  return { total: numTotalTests, failed: new Set(failed) }
}

function print(title: string, { total, failed }: SuiteResult, more: number): void {
  const extra = more === 0 ? '' : `, ${more} fail that pass without it`
  console.log(`${title}: ${total - failed.size} of ${total} pass${extra}`)
}
