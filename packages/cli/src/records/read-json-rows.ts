import { open } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'
import { isRecord, unpack, type Json } from './json-fields.ts'
import { readLines, type FileLine } from './read-lines.ts'
import type { RecordProblems } from './record-problems.ts'

/** One object of a record and where it stands. */
export interface JsonRow {
  /** `log.jsonl:17` */
  readonly place: string
  /** The same without the file: what to call a row that has no id, wherever the file lies. */
  readonly name: string
  readonly json: Json
}

/** A whole array is read at once: larger ones have to come as lines. */
const mostArrayBytes = 256 * 1024 * 1024

/**
 * Objects of a file: one per line, or one array, or `{ "data": [...] }` as pages of an API come, whole or one per line. A line that is no
 * object is named among the problems and passed over. @throws UsageError for a file that cannot be read
 */
export async function* readJsonRows(file: string, problems: RecordProblems): AsyncGenerator<JsonRow, void, undefined> {
  const whole = await readWhole(file)
  if (whole !== undefined) return yield* rowsOf(whole, file, '', problems)
  for await (const lines of readLines(file))
    for (const line of lines) {
      if (line.text?.trim() === '') continue
      const place = `${file}:${line.number}`
      const json = line.text === undefined ? undefined : unpack(line.text)
      if (!isRecord(json)) problems.add(...toProblem(line, json, place))
      else if (Array.isArray(json['data'])) yield* rowsOf(json['data'], place, `line ${line.number}, `, problems)
      else yield { place, name: `line ${line.number}`, json }
    }
}

function toProblem({ fault }: FileLine, json: unknown, place: string): Parameters<RecordProblems['add']> {
  if (fault === 'too long')
    return ['line too long', { place, message: `${place} is longer than any request. Write one object per line.` }]
  if (fault === 'not UTF-8')
    return ['broken line', { place, message: `${place} is not UTF-8: cut within a letter, or another encoding.` }]
  if (json !== undefined) return ['no object', { place, message: `${place} is JSON, and no object.` }]
  const message = `${place} is no JSON: a line cut short, or written over. Write it anew, or take it out.`
  return ['broken line', { place, message }]
}

function* rowsOf(
  rows: readonly unknown[],
  file: string,
  within: string,
  problems: RecordProblems,
): Generator<JsonRow, void, undefined> {
  for (const [index, json] of rows.entries()) {
    const place = `${file}[${index}]`
    if (isRecord(json)) yield { place, name: `${within}row ${index + 1}`, json }
    else problems.add('no object', { place, message: `${place} is no object.` })
  }
}

/** The rows of a file that is one array or one page; undefined = it is not. */
async function readWhole(file: string): Promise<readonly unknown[] | undefined> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(512), 0, 512, 0)
    const head = new TextDecoder().decode(buffer.subarray(0, bytesRead)).trimStart()
    if (!head.startsWith('[') && !isPageOverLines(head)) return undefined
    const { size } = await handle.stat()
    if (size > mostArrayBytes)
      throw new UsageError(`${file}: one array of ${size} bytes. Make it one object per line: jq -c '.[]' ${file}`)
    const json = unpack(decode(await handle.readFile(), file))
    const rows = isRecord(json) ? json['data'] : json
    if (Array.isArray(rows)) return rows as readonly unknown[]
    throw new UsageError(`${file}: one array that is cut short or damaged. Write it anew, or as one object per line.`)
  } finally {
    await handle.close()
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${file} is not UTF-8. Write it in that encoding.`)
  }
}

/** A page that is printed over several lines; one on a line of its own is a line. */
function isPageOverLines(head: string): boolean {
  const [first = '', ...rest] = head.split('\n')
  return (
    rest.length > 0 && first.startsWith('{') && unpack(first) === undefined && /^\{\s*"(?:data|object)"\s*:/.test(head)
  )
}
