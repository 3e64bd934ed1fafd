// Writes the figures of docs/performance.md anew: runs the gateway's bench, or reads what a run has written.
//   node --conditions=signalbox-source scripts/performance-figures.ts [--json FILE] [--rounds N]   FILE: as `bench gateway --json FILE` wrote it
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { GatewayFigures } from '../bench/src/gateway/figures.ts'
import { type Table, toTables } from '../bench/src/gateway/gateway-tables.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, rounds: { type: 'string', default: '3' } } })
const root = new URL('..', import.meta.url).pathname
const page = join(root, 'docs/performance.md')
const figures = JSON.parse(values.json === undefined ? measure() : readFileSync(values.json, 'utf8')) as GatewayFigures
writeFileSync(page, replaceFigures(readFileSync(page, 'utf8'), [toRun(), ...toTables(figures).map(toMarkdown)]))

function measure(): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-figures-'))
  const file = join(folder, 'gateway.json')
  const bench = ['--conditions=signalbox-source', 'bench/src/run.ts', 'gateway', '--rounds', values.rounds]
  try {
    execFileSync(process.execPath, [...bench, '--json', file], { cwd: root, stdio: 'inherit' })
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Where, when and beside whom. */
function toRun(): string {
  const { machine, subjects, skipped } = figures
  const [before, after] = machine.load.map((load) => load.toFixed(1))
  const others = subjects.flatMap(({ name, version }) => (version === undefined ? [] : [`${name} ${version}`]))
  const sentences = [
    `One run on ${machine.date}, ${Math.round(machine.seconds)} s: ${machine.cpus} cores (${machine.cpu}), Node ${machine.node.replace('v', '')}, load average ${before} before and ${after} after.`,
    ...(others.length === 0 ? [] : [`Beside it: ${others.join('; ')}.`]),
    ...(skipped.length === 0 ? [] : [`Not to be had in this run: ${skipped.map(({ name }) => name).join(', ')}.`]),
  ]
  return sentences.join(' ')
}

function toMarkdown({ title, rows }: Table): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `### ${title}`,
    '',
    line(columns),
    line(columns.map((column) => (column === '' ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n')
}

function replaceFigures(text: string, blocks: readonly string[]): string {
  const [open, close] = ['<!-- figures: pnpm performance:figures -->', '<!-- /figures -->']
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from < 0 || to < 0) throw new Error('docs/performance.md has no place for the figures.')
  return `${text.slice(0, from + open.length)}\n\n${blocks.join('\n\n')}\n\n${text.slice(to)}`
}
