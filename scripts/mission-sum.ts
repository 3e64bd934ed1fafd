import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeMonth, type MonthOptions } from './mission-month.ts'

const root = resolve(import.meta.dirname, '..')

/** What `replay` makes of a month. Dollars. */
export interface MonthSum {
  readonly month: MonthOptions
  readonly beforeUsd: number
  readonly afterUsd: number
}

/** Asks the command itself. */
export function sumMonth(month: MonthOptions): MonthSum {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-month-'))
  try {
    const file = join(folder, 'month.jsonl')
    writeMonth(file, month)
    const policy = (name: string): string => join(root, 'docs/mission-sum', `${name}.yaml`)
    const args = ['replay', '--json', '--from', policy('all-frontier'), '--policy', policy('routed'), '--against', file]
    const command = ['--conditions=signalbox-source', join(root, 'packages/cli/test/run-source.ts')]
    const text = execFileSync(process.execPath, [...command, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })
    const { cost } = (JSON.parse(text) as { total: { cost: { aNanoUsd: number; bNanoUsd: number } } }).total
    return { month, beforeUsd: cost.aNanoUsd / 1e9, afterUsd: cost.bNanoUsd / 1e9 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const mixes = [
  { inputPerOutput: 0, words: 'none: as if output were all that costs' },
  { inputPerOutput: 1, words: '1 to 1: writing, translation' },
  { inputPerOutput: 3, words: '3 to 1: a common mix' },
  { inputPerOutput: 10, words: '10 to 1: retrieval, long documents' },
]
const months = [
  { from: '2026-07-01', words: 'July 2026' },
  { from: '2026-10-01', words: 'October 2026, DeepSeek dearer, cheaper off peak' },
]

export function toTable(sums: readonly MonthSum[]): string {
  const usd = (value: number): string => `$${Math.round(value).toLocaleString('en-US')}`
  const rows = sums.map(({ month, beforeUsd, afterUsd }) => {
    const mix = mixes.find(({ inputPerOutput }) => inputPerOutput === month.inputPerOutput)?.words ?? ''
    const when = months.find(({ from }) => from === month.from)?.words ?? ''
    return `| ${when} | ${mix} | ${usd(beforeUsd)} | ${usd(afterUsd)} | ${((1 - afterUsd / beforeUsd) * 100).toFixed(1)} % |`
  })
  return [
    '| prices of | input tokens for each output token | before | after | saved |',
    '| --- | --- | ---: | ---: | ---: |',
    ...rows,
  ].join('\n')
}

const [open, close] = ['<!-- figures: pnpm mission:sum -->', '<!-- /figures -->']

if (process.argv[1] === import.meta.filename) {
  const page = join(root, 'docs/mission-sum/README.md')
  const sums = months.flatMap(({ from }) => mixes.map(({ inputPerOutput }) => sumMonth({ from, inputPerOutput })))
  const text = readFileSync(page, 'utf8')
  const [start, end] = [text.indexOf(open), text.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`${page} has no place for figures between ${open} and ${close}.`)
  writeFileSync(page, `${text.slice(0, start + open.length)}\n\n${toTable(sums)}\n\n${text.slice(end)}`)
}
