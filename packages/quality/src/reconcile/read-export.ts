import { csvRecords } from './csv-records.ts'
import { ExportError, type ExportProblem, type ExportRecord } from './export-record.ts'
import { each, type ExportProvider, type ExportShape } from './export-shape.ts'
import { exportShapes } from './export-shapes.ts'
import { jsonRecords } from './json-records.ts'
import { toNumber, toUsageRow, type UsageRow } from './usage-row.ts'
import type { UsageTold } from './usage-sums.ts'

/** What a provider's export says. */
export interface UsageExport {
  readonly shape: Pick<ExportShape, 'provider' | 'title' | 'source'>
  readonly rows: readonly UsageRow[]
  readonly told: UsageTold
  /** First and last day; undefined without rows. */
  readonly fromDay: string | undefined
  readonly toDay: string | undefined
  /** Decimals that its costs are printed with, in dollars: what was cut off may be half a unit of the last. */
  readonly costDecimals: number
  readonly problems: readonly ExportProblem[]
}

/**
 * Reads a usage export, whole: JSON pages, JSON lines or CSV.
 *
 * @param provider undefined = whichever has such columns
 * @throws ExportError naming the columns that are missing, or where the file breaks off
 */
export function readExport(text: string, provider?: ExportProvider): UsageExport {
  const { records, problems: unread } = /^\s*[[{]/.test(text.replace(/^\u{feff}/u, ''))
    ? jsonRecords(text)
    : csvRecords(text)
  const shape = toShape(records, provider)
  const problems = [...unread, ...unknownColumns(records, shape)]
  const rows: UsageRow[] = []
  const seen = new Set<string>()
  for (const record of records) {
    const key = (shape.id && record.fields.get(shape.id)) ?? JSON.stringify([...record.fields])
    const row = seen.has(key)
      ? ({ kind: 'duplicate', place: record.place, message: 'is there already' } as const)
      : toUsageRow(record, shape)
    seen.add(key)
    if (row === undefined) continue
    if ('kind' in row) problems.push(row)
    else rows.push(row)
  }
  const days = rows.map(({ day }) => day).toSorted()
  const has = (column: string | undefined): boolean =>
    column !== undefined && (column === each || records.some(({ fields }) => fields.has(column)))
  const { provider: by, title, source } = shape
  return {
    shape: { provider: by, title, source },
    rows,
    told: {
      requests: has(shape.requests),
      tokens: [...shape.inputTokens, ...shape.outputTokens].some(has),
      cost: has(shape.cost?.column),
      models: rows.every(({ model }) => model !== undefined),
    },
    fromDay: days[0],
    toDay: days.at(-1),
    costDecimals: decimalsOf(records, shape),
    problems,
  }
}

function toShape(records: readonly ExportRecord[], provider: ExportProvider | undefined): ExportShape {
  const wanted = exportShapes.filter((shape) => provider === undefined || shape.provider === provider)
  const names = new Set(records.flatMap(({ fields }) => [...fields.keys()]))
  const found = wanted.find(({ needs }) => needs.every((name) => names.has(name)))
  if (found !== undefined) return found
  const known = wanted.map(({ title, needs }) => `${title} (${needs.join(', ')})`).join('; ')
  throw new ExportError(
    `The export has ${names.size === 0 ? 'no rows' : `the columns ${[...names].slice(0, 20).join(', ')}`}. What is read has at least: ${known}.`,
  )
}

/** Each once, at the first row that has it. */
function* unknownColumns(records: readonly ExportRecord[], shape: ExportShape): Generator<ExportProblem> {
  const used = [shape.day, ...shape.model, shape.requests, ...shape.inputTokens, ...shape.outputTokens]
  const known = new Set([...used, ...shape.needs, ...shape.other, shape.cost?.column, shape.cost?.currency, shape.id])
  const nested = shape.other.map((name) => `${name}_`)
  for (const { place, fields } of records)
    for (const name of fields.keys()) {
      if (known.has(name)) continue
      known.add(name)
      if (!nested.some((prefix) => name.startsWith(prefix)))
        yield { kind: 'unknown-column', place, message: `the column ${name} is not understood and not used` }
    }
}

/** The most that any row is printed with: trailing zeros may be cut. */
function decimalsOf(records: readonly ExportRecord[], { cost }: ExportShape): number {
  if (cost === undefined) return 0
  let most = 0
  for (const { fields } of records) {
    const text = fields.get(cost.column) ?? ''
    if (toNumber(text) === undefined) continue
    most = Math.max(most, /e/i.test(text) ? 12 : (/\.(\d+)$/.exec(text)?.[1]?.length ?? 0))
  }
  return cost.unit === 'cents' ? most + 2 : most
}
