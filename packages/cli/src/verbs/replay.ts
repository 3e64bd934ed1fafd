import {
  areHeld,
  checkLimits,
  replay as replayPast,
  toReplayPage,
  withoutSuppliers,
  type Side,
} from '@signalbox/quality'
import { SingleBar } from 'cli-progress'
import { toCommandLine } from '../command-line.ts'
import type { Output } from '../console-output.ts'
import { loadPolicy } from '../load-policy.ts'
import { ownVersion } from '../own-version.ts'
import { parseTime } from '../parse-time.ts'
import { checkRecordFile } from '../records/check-record-file.ts'
import { openRecord } from '../records/open-record.ts'
import type { RecordFault } from '../records/record-problems.ts'
import { checkLeftOut } from '../replay/check-left-out.ts'
import { catalogueDayMs } from '../replay/catalogue-day.ts'
import { toNothingGoneNotes } from '../replay/nothing-gone.ts'
import { parseGone } from '../replay/parse-gone.ts'
import { parseLimits, parseMaxLeftOut, type LimitOptions } from '../replay/parse-limits.ts'
import { toReplayText } from '../replay/replay-text.ts'
import { parseNameRule, takeNames, toKeptNames, toTakenNote } from '../replay/take-names.ts'
import { UsageError } from '../usage-error.ts'
import { writeOutputFile } from '../write-output-file.ts'

export interface ReplayOptions extends LimitOptions {
  /** B. Default: the config. */
  readonly policy?: string | undefined
  /** A. Default: what the record says happened, where it does; else the config. */
  readonly from?: string | undefined
  readonly config?: string | undefined
  readonly against?: string | undefined
  /** Only requests that this policy of a ledger worked. */
  readonly of?: string | undefined
  /** Parts that are gone under B, comma-separated. */
  readonly without?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** The moment of requests that do not say theirs. */
  readonly at?: string | undefined
  /** `auto`: whatever callers asked for; `asked`: names stay, and those a policy does not know have no route. */
  readonly as?: string | undefined
  readonly html?: string | undefined
}

/** What a policy would have made of logged traffic, beside another or what happened: no model call. Exit 1 where a limit does not hold. */
export async function replay(options: ReplayOptions, output: Output): Promise<number> {
  const { against } = options
  if (against === undefined)
    throw new UsageError(
      'Name the record: --against signalbox.db, or a JSONL of labelled questions, OpenAI-style requests or LiteLLM spend logs.',
    )
  const limits = parseLimits(options)
  const maxLeftOut = parseMaxLeftOut(options)
  const gone = parseGone(options.without)
  const rule = parseNameRule(options.as)
  const b = loadSide(options.policy ?? options.config)
  const range = toRange(options)
  // What is known of answers decides nothing, and a gate's word on a kept one does: replies are read.
  if (options.of !== undefined && checkRecordFile(against) !== 'sqlite')
    throw new UsageError(
      `--of ${options.of}: only a ledger says which policy worked a request, and ${against} is none.`,
    )
  const record = await openRecord(against, { ...range, policy: options.of, with: ['replies', 'prompts'] })
  const bar = output.isInteractive
    ? new SingleBar({ format: 'replaying: {value} requests', hideCursor: true })
    : undefined
  try {
    const a =
      options.from === undefined
        ? record.saysWhatHappened
          ? undefined
          : loadSide(options.config)
        : loadSide(options.from)
    const names = takeNames(record.past, toKeptNames(rule, record.isLedger, a === undefined ? [b] : [a, b]))
    bar?.start(0, 0)
    const made = await replayPast({
      past: names.past,
      from: a,
      to: withoutSuppliers(b, gone),
      atMs: options.at === undefined ? catalogueDayMs(b.options.catalog) : parseTime(options.at, '--at', Date.now()),
      onProgress: (count) => {
        if (count % 1_000 === 0) bar?.update(count)
      },
    })
    bar?.stop()
    if (made.total.requests === 0)
      throw new UsageError(
        `${against}: no request of it${options.of === undefined ? '' : ` by the policy ${options.of}`} could be read.${reasons(record.problems.read())}`,
      )
    const assumptions = [
      ...toNothingGoneNotes(gone, made),
      ...made.assumptions,
      ...(a === undefined ? record.assumes : []),
      ...toTakenNote(names),
    ]
    const report = { ...made, assumptions }
    const problems = record.problems.read()
    const checked = [...checkLimits(report, limits), ...checkLeftOut(problems, report.total.requests, maxLeftOut)]
    if (options.html !== undefined)
      writeOutputFile(
        options.html,
        toReplayPage({
          report,
          limits: checked,
          origin: { command: toCommandLine('replay', options), version: ownVersion(), source: against },
        }),
        '--html',
      )
    output.result({ record: { file: against, kind: record.kind }, ...report, limits: checked, problems }, () =>
      toReplayText({ report, limits: checked, record: { file: against, kind: record.kind }, problems }),
    )
    return areHeld(checked) ? 0 : 1
  } finally {
    bar?.stop()
    await record.close()
  }
}

function loadSide(file: string | undefined): Side {
  const { options, from } = loadPolicy(file)
  return { name: from === 'built in' ? 'the built-in policy' : from, options }
}

function toRange({ since, until }: ReplayOptions): { sinceMs?: number | undefined; untilMs?: number | undefined } {
  const nowMs = Date.now()
  return {
    sinceMs: since === undefined ? undefined : parseTime(since, '--since', nowMs),
    untilMs: until === undefined ? undefined : parseTime(until, '--until', nowMs),
  }
}

function reasons(problems: readonly RecordFault[]): string {
  return problems.map(({ kind, rows, examples }) => ` ${rows} rows, ${kind}: ${examples[0]?.message ?? ''}`).join('')
}
