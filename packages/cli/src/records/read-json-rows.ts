import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { UsageError } from '../usage-error.ts'
import type { RecordProblems } from './record-problems.ts'

/** One object of a record and where it stands. */
export interface JsonRow {
  readonly place: string
  readonly json: Readonly<Record<string, unknown>>
}

/** A whole array is read at once: larger ones have to come as lines. */
const mostArrayBytes = 256 * 1024 * 1024
/** No request is that long; a file without line ends would fill the memory. */
const mostLineCharacters = 64 * 1024 * 1024

/**
 * Objects of a file: one per line, or one array (or `{ "data": [...] }`), as exports of spend logs come. A line that is no object is
 * named among the problems and passed over. @throws UsageError for a file that cannot be read
 */
export async function* readJsonRows(file: string, problems: RecordProblems): AsyncGenerator<JsonRow, void, undefined> {
  const whole = await readWhole(file)
  if (whole !== undefined) {
    for (const [index, json] of whole.entries()) {
      const place = `${file}[${index}]`
      if (isObject(json)) yield { place, json }
      else problems.add('no object', { place, message: `${place} is no object.` })
    }
    return
  }
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line++
    if (text.trim() === '') continue
    const place = `${file}:${line}`
    const json = text.length > mostLineCharacters ? undefined : parse(text)
    if (isObject(json)) yield { place, json }
    else {
      const message = `${place} is no JSON object: a line cut short, or written over. Write it anew, or take it out.`
      problems.add('broken line', { place, message })
    }
  }
}

/** The rows of a file that is one array; undefined = it is not. */
async function readWhole(file: string): Promise<readonly unknown[] | undefined> {
  let handle
  try {
    handle = await open(file)
  } catch {
    throw new UsageError(`${file}: there is no such file, or it cannot be read.`)
  }
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(512), 0, 512, 0)
    const head = new TextDecoder()
      .decode(buffer.subarray(0, bytesRead))
      .replace(/^\u{feff}/u, '')
      .trimStart()
    if (!head.startsWith('[') && !/^\{\s*"data"\s*:\s*\[/.test(head)) return undefined
    const { size } = await handle.stat()
    if (size > mostArrayBytes)
      throw new UsageError(`${file}: an array of ${size} bytes. Make it one object per line: jq -c '.[]' ${file}`)
    const json = parse(await handle.readFile('utf8'))
    if (json === undefined && head.startsWith('{')) return undefined
    const rows = Array.isArray(json) ? (json as readonly unknown[]) : isObject(json) ? json['data'] : undefined
    if (!Array.isArray(rows))
      throw new UsageError(`${file}: an array that is cut short or damaged. Write it anew, or as one object per line.`)
    return rows
  } finally {
    await handle.close()
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
