import { UsageError } from '../usage-error.ts'
import { labelledRows } from './labelled-rows.ts'
import { litellmRows } from './litellm-rows.ts'
import { openaiRows } from './openai-rows.ts'
import { readJsonRows, type JsonRow } from './read-json-rows.ts'
import { createRecordProblems } from './record-problems.ts'
import type { RowReader } from './row-reader.ts'

/** In this order: a row of a spend log has messages too. */
const readers: readonly RowReader[] = [litellmRows, labelledRows, openaiRows]
/** Rows that are looked at: some of a log have no answer, and a few may be of nobody's shape. */
const looked = 100

/** Whose shape the first rows are of. @throws UsageError naming the shapes that are known, or what is wrong with the file */
export async function findReader(
  file: string,
): Promise<{ readonly reader: RowReader; readonly saysWhatHappened: boolean }> {
  const problems = createRecordProblems()
  let reader: RowReader | undefined
  let first: JsonRow['json'] | undefined
  let rows = 0
  for await (const { json } of readJsonRows(file, problems)) {
    first ??= json
    reader ??= readers.find(({ reads }) => reads(json))
    if (reader?.saysWhatHappened(json) === true) return { reader, saysWhatHappened: true }
    if (++rows === looked) break
  }
  if (reader !== undefined) return { reader, saysWhatHappened: false }
  if (first !== undefined) throw new UsageError(`${file}: ${shapeOf(first)}`)
  const broken = problems.read().map(({ examples }) => ` ${examples[0]?.message ?? ''}`)
  throw new UsageError(
    `${file}: has no rows that can be read. Give a ledger, or one JSON object per line.${broken.join('')}`,
  )
}

function shapeOf(row: JsonRow['json']): string {
  if ('spend' in row && ('models' in row || 'users' in row))
    return 'sums of LiteLLM by day. Ask for its rows: /spend/logs?start_date=…&end_date=…&summarize=false.'
  const keys = Object.keys(row).slice(0, 6).join(', ')
  return `rows of a shape nobody knows (${keys}). Known: a Signalbox ledger; labelled questions {id, prompt, weak, strong}; OpenAI-style request bodies, batches and logs; LiteLLM spend logs. A provider's usage export has no requests: hold a ledger against it by signalbox report --reconcile.`
}
