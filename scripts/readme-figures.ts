import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Writes the README's figures from two runs of the demo: our own workload, and 780 real questions with recorded answers. */
const root = resolve(import.meta.dirname, '..')
const data = process.env['SIGNALBOX_DATA'] ?? resolve(root, '../shared/data')
const questions = join(data, 'routellm/gsm8k.jsonl')
const [open, close] = ['<!-- figures: pnpm readme:figures -->', '<!-- /figures -->']

interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

interface Policy {
  readonly policy: string
  readonly requests: number
  readonly escalation: Share
  readonly costUsd: number
  readonly savedShare?: Share
  readonly quality?: Share
}

function run(...args: readonly string[]): { readonly policies: readonly Policy[] } {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-figures-'))
  try {
    const text = execFileSync(
      process.execPath,
      [join(root, 'packages/cli/bin/signalbox.js'), 'demo', '--json', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    return JSON.parse(text) as { readonly policies: readonly Policy[] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const percent = (share: Share | undefined): string =>
  share === undefined
    ? '-'
    : `${(share.value * 100).toFixed(1)} % (${(share.low * 100).toFixed(1)} to ${(share.high * 100).toFixed(1)})`

function toTable(policies: readonly Policy[]): string {
  return [
    '| policy | escalated (95 %) | cost | saved against the baseline (95 %) | right (95 %) |',
    '| --- | --- | ---: | --- | --- |',
    ...policies.map(
      ({ policy, escalation, costUsd, savedShare, quality }) =>
        `| ${policy} | ${percent(escalation)} | $${costUsd.toFixed(4)} | ${percent(savedShare)} | ${percent(quality)} |`,
    ),
  ].join('\n')
}

const own = run()
const parts = [
  `The demo's own workload, ${own.policies[0]?.requests} requests, 13 task types, 16 languages:`,
  toTable(own.policies),
]
if (existsSync(questions)) {
  const real = run('--workload', questions)
  parts.push(
    `${real.policies[0]?.requests} real grade-school math questions with the recorded answers of two models:`,
    toTable(real.policies),
  )
}
const readme = join(root, 'README.md')
const text = readFileSync(readme, 'utf8')
const [head, rest = ''] = text.split(open)
writeFileSync(readme, `${head}${open}\n\n${parts.join('\n\n')}\n\n${close}${rest.split(close)[1] ?? ''}`)
console.log(parts.join('\n\n'))
