import type { LimitCheck, ReplayReport } from '@signalbox/quality'
import type { RecordFault } from '../records/record-problems.ts'
import { wrapText } from '../wrap-words.ts'
import { toFindings, type Finding } from './replay-findings.ts'
import { toAnswerTable, toCostTable } from './replay-tables.ts'

/** What a replay is told with. */
export interface ReplayTextInput {
  readonly report: ReplayReport
  readonly limits: readonly LimitCheck[]
  readonly record: { readonly file: string; readonly kind: string }
  readonly problems: readonly RecordFault[]
}

/** Task types that have a line. */
const mostTasks = 20
const screenColumns = 100
const labelColumns = 11

/** For people: what each task type costs and how right it is, what changes, what it was held against, and what it takes for granted. */
export function toReplayText({ report, limits, record, problems }: ReplayTextInput): string {
  const { a, b, total, tasks } = report
  const groups = [...tasks.slice(0, mostTasks), ...(tasks.length === 1 ? [] : [total])]
  const answers = toAnswerTable(groups)
  const findings: readonly Finding[] = [
    ...(tasks.length > mostTasks
      ? [['', `${tasks.length - mostTasks} more task types: --json has them.`] as const]
      : []),
    ...toFindings(report),
    ...limits.map(({ holds, sentence }) => [verdicts[`${holds}`], sentence] as const),
    ...problems.map(toProblem),
    ...report.assumptions.map((sentence) => ['Assumed', sentence] as const),
  ]
  const lines = [
    `A  ${nameOf(a)}`,
    `B  ${nameOf(b)}`,
    `${total.requests} ${total.requests === 1 ? 'request' : 'requests'} of ${record.file} (${record.kind})${rangeOf(report)}. No model was called.`,
    '',
    toCostTable(groups),
    '',
    ...(answers === undefined ? [] : [answers, '']),
    ...findings.map(toLine),
  ]
  return `${lines.join('\n')}\n`
}

/** `unknown`: counts as not held. */
const verdicts = { true: 'holds', false: 'BROKEN', unknown: 'UNSURE' } as const

function toProblem({ kind, rows, examples }: RecordFault): Finding {
  const [first] = examples
  return ['Left out', `${rows} ${rows === 1 ? 'row' : 'rows'}, ${kind}: ${first?.message ?? ''}`]
}

/** The label of a finding stands once where several follow each other under it. */
function toLine([label, text]: Finding, index: number, all: readonly Finding[]): string {
  const shown = all[index - 1]?.[0] === label ? '' : label
  const indent = ' '.repeat(labelColumns)
  return shown.padEnd(labelColumns) + wrapText(text, screenColumns, indent).slice(labelColumns)
}

function nameOf({ name, isRecorded, policy }: ReplayReport['a']): string {
  if (isRecorded) return 'what the record says happened'
  return policy === undefined ? name : `${name}, version ${policy.version}`
}

function rangeOf({ fromMs, toMs }: ReplayReport): string {
  if (fromMs === undefined || toMs === undefined) return ''
  const [from, to] = [fromMs, toMs].map((ms) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')}`)
  return from === to ? `, ${from} UTC` : `, ${from} to ${to} UTC`
}
