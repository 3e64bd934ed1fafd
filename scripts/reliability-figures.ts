// Writes docs/reliability.md anew: every cell of the fault catalogue as it came out, the simulation's figures, the outages, the kills.
//   node --conditions=signalbox-source scripts/reliability-figures.ts [--seeds 10000] [--kills 1000]
import {
  failoverScenarios,
  faultCatalogue,
  type FaultCell,
  type FaultMode,
  type FaultOutcome,
} from '@signalbox/contract-tests/faults'
import { type FailoverRow, runFailoverBench } from '../packages/contract-tests/src/http/failover-bench.ts'
import { createGatewaySurface } from '../packages/http/test/gateway-surface.ts'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10000' }, kills: { type: 'string', default: '1000' } },
})
const root = new URL('..', import.meta.url).pathname
const run = (file: string, ...more: readonly string[]): string =>
  execFileSync(process.execPath, ['--conditions=signalbox-source', file, ...more], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })

const passed = runCells()
const sim = JSON.parse(run('sim/src/run.ts', '--seeds', values.seeds, '--json')) as Readonly<Record<string, number>> & {
  readonly kinds: Readonly<Record<string, number>>
}
const hashes = [0, 1].map(() => (JSON.parse(run('sim/src/run.ts', '--seed', '42')) as { hash: string }).hash)
if (hashes[0] !== hashes[1]) throw new Error('Two runs of seed 42 differ.')
const outage = JSON.parse(run('sim/src/run-outage.ts')) as Readonly<Record<string, number>>
const kills = JSON.parse(run('packages/ledger/test/crash/run-kills.ts', '--kills', values.kills)) as Readonly<
  Record<string, number>
>

const cells = [...passed.values()]
const whole = cells.filter((state) => state).length
const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
writeFileSync(
  join(root, 'docs/reliability.md'),
  [
    ['faults', toFaultTable()],
    ['scenarios', toScenarios()],
    ['failover', await toFailover()],
    ['simulation', toSimulation()],
    ['outages', toOutages()],
    ['kills', toKills()],
  ].reduce((page, [name, block]) => replaceBlock(page, name ?? '', block ?? ''), text),
)
process.stdout.write(`${whole} / ${cells.length} fault cells, ${sim['seeds']} seeds, ${kills['kills']} kills\n`)

/** `A01 stream real` -> passed. */
function runCells(): Map<string, boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-cells-'))
  const outputFile = join(folder, 'cells.json')
  try {
    execFileSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', 'packages/http/test/faults.test.ts', '--reporter=json', `--outputFile=${outputFile}`],
      { cwd: root, stdio: 'ignore' },
    )
  } catch {
    // A failed cell is told in the table.
  }
  const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as {
    testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[]
  }
  rmSync(folder, { recursive: true })
  return new Map(
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ ancestorTitles, title, status }) => {
        const place = ancestorTitles.at(-1) ?? ''
        const dialect = ['anthropic', 'responses'].find((name) => place.includes(name))
        const time = dialect ?? (place.includes('virtual') ? 'virtual' : 'real')
        return [`${title.split(':')[0]} ${time}`, status === 'passed']
      }),
  )
}

function toFaultTable(): string {
  const rows = faultCatalogue.flatMap((cell) => toRows(cell))
  return [
    `${whole} of ${cells.length} cells pass: ${faultCatalogue.length} faults and variants, as stream and as whole reply where both exist, over real sockets and in virtual time; those without bytes of the chat dialect's own also in Anthropic's and in OpenAI's responses; and FailoverBench's scenarios.`,
    '',
    '| fault | | what comes out | attempts: end, who pays | waits | breaker | sockets | virtual |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function toRows(cell: FaultCell): string[] {
  const modes = cell.modes ?? (['stream', 'whole'] as const)
  const groups: [readonly FaultMode[], FaultOutcome][] =
    'stream' in cell.expected
      ? modes.map((mode) => [[mode], (cell.expected as Record<FaultMode, FaultOutcome>)[mode]])
      : [[modes, cell.expected]]
  return groups.map(([of, expected]) => {
    const told = (time: string): string =>
      of.every((mode) => passed.get(`${cell.id} ${mode} ${time}`) === true) ? 'pass' : '**fail**'
    const attempts = expected.rows.map((row) => row.replaceAll('|', ' or ').replaceAll('*', '…')).join('; ')
    const waits = expected.waitMs === undefined ? '' : `${expected.waitMs} ms or more`
    const mode = of.length === 2 ? '' : of[0] === 'stream' ? ' (stream)' : ' (whole)'
    return `| ${cell.id}${mode} | ${cell.title.replaceAll('|', '\\|')} | ${expected.kind} | ${attempts} | ${waits} | ${expected.breakers.join(', ')} | ${told('real')} | ${told('virtual')} |`
  })
}

function toScenarios(): string {
  const rows = failoverScenarios.flatMap((cell) => {
    if ('stream' in cell.expected) return []
    const { kind, rows: attempts } = cell.expected
    const isPass = passed.get(`${cell.id} stream virtual`) === true
    return [`| ${cell.id} | ${cell.title} | ${kind} | ${attempts.join('; ')} | ${isPass ? 'pass' : '**fail**'} |`]
  })
  return ['| scenario | | what comes out | attempts | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

/** FailoverBench's verdicts over the gateway, in each commit mode. */
async function toFailover(): Promise<string> {
  const modes = ['first-content', 'buffer', 'resume'] as const
  const surface = createGatewaySurface('openai-chat', 'fetch')
  const runs: (readonly FailoverRow[])[] = []
  for (const mode of modes) runs.push(await runFailoverBench(surface, mode))
  const [first = []] = runs
  const rows = first.map(({ id, title, primaryAttempts }, index) =>
    [id, title, ...runs.map((run) => run[index]?.verdict ?? ''), primaryAttempts].join(' | '),
  )
  const sums = runs.map((run) => `**${run.filter(({ verdict }) => verdict === 'pass').length} of ${run.length} pass**`)
  return [
    `| scenario | | ${modes.map((mode) => `\`${mode}\``).join(' | ')} | attempts on the primary while it was ill |`,
    '| --- | --- | --- | --- | --- | ---: |',
    ...rows.map((row) => `| ${row} |`),
    `| | | ${sums.join(' | ')} | |`,
  ].join('\n')
}

function toSimulation(): string {
  const kinds = Object.entries(sim.kinds)
    .map(([kind, times]) => `${times.toLocaleString('en')} ${kind}`)
    .join(', ')
  return `${Number(sim['seeds']).toLocaleString('en')} seeds, ${sim['failed']} with a broken invariant: ${Number(sim['requests']).toLocaleString('en')} requests (${kinds}), ${Number(sim['attempts']).toLocaleString('en')} attempts, ${Number(sim['events']).toLocaleString('en')} events in ${sim['seconds']} s, ${sim['seedsPerSecond']} seeds a second on two shared cores. Seed 42 ends with hash \`${hashes[0]?.slice(0, 16)}…\` both times.`
}

function toOutages(): string {
  return [
    '| outage, default execution, two targets | measured | aim |',
    '| --- | ---: | ---: |',
    `| attempts a request while every target is down, after the first minute | ${outage['everyTargetDown']} | 1.10 |`,
    `| attempts a request on the healthy one while one of two is down | ${outage['oneOfTwoDown']} | 1.05 |`,
    `| attempts on a primary that is dead for 15 requests, one every 4 s | ${outage['attemptsOnDeadPrimary']} | 8 |`,
    `| the primary serves again after its recovery | ${Number(outage['primaryBackAfterMs']) / 1_000} s | 10 s |`,
  ].join('\n')
}

function toKills(): string {
  return `${Number(kills['kills']).toLocaleString('en')} kills: ${Number(kills['acknowledgedSettlements']).toLocaleString('en')} settlements and ${Number(kills['acknowledgedOutcomes']).toLocaleString('en')} outcomes acknowledged, ${kills['lost']} lost; at most ${kills['unknown']} attempts of a file without an end (eight were under way at each of its five kills), ${kills['damaged']} damaged databases; the slowest took ${Number(kills['slowestOpenMs']).toFixed(0)} ms to open.`
}

function replaceBlock(page: string, name: string, block: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = page.indexOf(open)
  const to = page.indexOf(close)
  if (from < 0 || to < 0) throw new Error(`docs/reliability.md has no place for ${name}.`)
  return `${page.slice(0, from + open.length)}\n${block}\n${page.slice(to)}`
}
