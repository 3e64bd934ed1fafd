import { ExportError, type ExportProblem, type ExportRecord, type ExportRecords } from './export-record.ts'

/**
 * Rows of a JSON export: one document or one per line, pages (`data`) of buckets (`results`), or the rows themselves. A row of a bucket has
 * the bucket's own fields too, its day among them.
 *
 * @throws ExportError for one document that is no JSON
 */
export function jsonRecords(text: string): ExportRecords {
  const found: Found = { records: [], problems: [], nextPage: undefined }
  const whole = parse(text)
  if (whole !== undefined) walk(whole.value, '', new Map(), found)
  else walkLines(text.split('\n'), found)
  const { records, problems, nextPage } = found
  if (nextPage !== undefined)
    problems.push({ kind: 'more-pages', place: nextPage, message: 'says that more pages follow' })
  return { records, problems }
}

function walkLines(lines: readonly string[], found: Found): void {
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line, place: `line ${index + 1}` }]))
  for (const [index, { line, place }] of filled.entries()) {
    const parsed = parse(line)
    if (parsed !== undefined) walk(parsed.value, place, new Map(), found)
    else if (index === 0)
      throw new ExportError(
        `The export is no JSON: it breaks off, or is damaged, somewhere in its ${lines.length} lines. Fetch it again.`,
      )
    else if (index === filled.length - 1)
      found.problems.push({ kind: 'half-written', place, message: 'the last line breaks off' })
    else found.problems.push({ kind: 'not-json', place, message: 'no JSON' })
  }
}

/** In an object, since null is JSON too. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

interface Found {
  readonly records: ExportRecord[]
  readonly problems: ExportProblem[]
  /** Where the last page says that another follows. */
  nextPage: string | undefined
}

function walk(value: unknown, place: string, outer: ReadonlyMap<string, string>, found: Found): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, `${place}[${index}]`, outer, found)
    return
  }
  if (typeof value !== 'object' || value === null) {
    found.problems.push({ kind: 'not-json', place, message: 'a row that is no object' })
    return
  }
  const { data, results, ...own } = value as Record<string, unknown>
  const inner = Array.isArray(data)
    ? { name: 'data', rows: data }
    : Array.isArray(results)
      ? { name: 'results', rows: results }
      : undefined
  if (inner === undefined) {
    found.records.push({ place, fields: new Map([...outer, ...flat(value as Record<string, unknown>)]) })
    return
  }
  const at = place === '' ? inner.name : `${place}.${inner.name}`
  // Of a page, only whether it is the last one matters; a bucket's fields are its rows'.
  if (inner.name === 'data') found.nextPage = hasMore(own) ? place || 'the page' : undefined
  walk(inner.rows, at, inner.name === 'results' ? new Map([...outer, ...flat(own)]) : outer, found)
}

function hasMore({ has_more: more, page, total_pages: pages }: Record<string, unknown>): boolean {
  return more === true || (typeof page === 'number' && typeof pages === 'number' && page < pages)
}

/** Fields as text, one level of nested ones included; no more is needed of any export that is read. */
function flat(object: Record<string, unknown>): [string, string][] {
  return Object.entries(object).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== 'object') return toField(name, value)
    if (value === null || Array.isArray(value)) return []
    return Object.entries(value).flatMap(([inner, nested]) => toField(`${name}_${inner}`, nested))
  })
}

function toField(name: string, value: unknown): [string, string][] {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isPlain && value !== '' ? [[name, String(value)]] : []
}
