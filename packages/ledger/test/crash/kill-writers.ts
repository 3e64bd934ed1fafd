import { openSqliteLedger } from '@signalbox/ledger'
import { seededRandom } from '@signalbox/core/testing'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What a number of kills came to. */
export interface KillFigures {
  readonly kills: number
  /** Rows a writer was told are stored. */
  readonly acknowledgedSettlements: number
  readonly acknowledgedOutcomes: number
  /** Of those, how many the database does not have, or has twice. Must be 0. */
  readonly lost: number
  /** Attempts found without an end: what was under way. */
  readonly unknown: number
  /** More unknown attempts than were under way. Must be 0. */
  readonly phantom: number
  /** Databases that did not pass SQLite's own check, or gave no report. Must be 0. */
  readonly damaged: number
  readonly slowestOpenMs: number
}

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
const lanes = 8
/** Kills that share a database, so that a log left behind by one is found by the next. */
const killsPerFile = 5

/** Kills writers with SIGKILL at random moments and looks at what they left. */
export async function killWriters(kills: number, seed: string): Promise<KillFigures> {
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-kill-'))
  const figures = {
    kills: 0,
    acknowledgedSettlements: 0,
    acknowledgedOutcomes: 0,
    lost: 0,
    unknown: 0,
    phantom: 0,
    damaged: 0,
    slowestOpenMs: 0,
  }
  try {
    for (let first = 0; first < kills; first += killsPerFile) {
      const file = join(folder, `${first}.db`)
      const settled = new Set<string>()
      const ended = new Set<string>()
      const count = Math.min(killsPerFile, kills - first)
      for (let n = 0; n < count; n++) {
        for (const line of await writeUntilKilled(file, String(n), 5 + random() * 120)) {
          if (line.startsWith('s ')) settled.add(line.slice(2))
          if (line.startsWith('o ')) ended.add(line.slice(2))
        }
        look(file, settled, ended, n + 1, figures)
      }
      figures.kills += count
      figures.acknowledgedSettlements += settled.size
      figures.acknowledgedOutcomes += ended.size
      rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return figures
}

function look(
  file: string,
  settled: ReadonlySet<string>,
  ended: ReadonlySet<string>,
  killsSoFar: number,
  figures: { -readonly [K in keyof KillFigures]: number },
): void {
  const startedMs = performance.now()
  const ledger = openSqliteLedger({ file })
  figures.slowestOpenMs = Math.max(figures.slowestOpenMs, performance.now() - startedMs)
  if (ledger.integrity() !== 'ok') figures.damaged++
  const stored = new Map<string, number>()
  let open = 0
  for (const attempt of ledger.attempts()) {
    if (attempt.end === undefined) open++
    else stored.set(attempt.requestId, (stored.get(attempt.requestId) ?? 0) + 1)
  }
  const outcomes = new Map<string, number>()
  for (const { requestId } of ledger.outcomes()) outcomes.set(requestId, (outcomes.get(requestId) ?? 0) + 1)
  for (const id of settled) if (stored.get(id) !== 1) figures.lost++
  for (const id of ended) if (outcomes.get(id) !== 1) figures.lost++
  const report = ledger.report()
  if (report.total.requests !== outcomes.size || ledger.openAttempts() !== open) figures.damaged++
  // Each kill may leave one attempt of each lane under way.
  if (open > killsSoFar * lanes) figures.phantom++
  figures.unknown = Math.max(figures.unknown, open)
  void ledger.close()
}

function writeUntilKilled(file: string, run: string, livesMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=signalbox-source',
        '--experimental-strip-types',
        '--disable-warning=ExperimentalWarning',
        writer,
        file,
        run,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const lines: string[] = []
    let problem = ''
    child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (lines.length === 0) setTimeout(() => child.kill('SIGKILL'), livesMs)
      lines.push(line)
    })
    child.on('error', reject)
    child.on('close', () =>
      lines.length === 0 ? reject(new Error(`The writer said nothing: ${problem}`)) : resolve(lines),
    )
  })
}
