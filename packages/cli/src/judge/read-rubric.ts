import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

/** Criteria of one's own: a text for every task type, or JSON `{ "TASK": "text", "general": "text" }`. @throws UsageError */
export function readRubric(file: string): string | Readonly<Record<string, string>> {
  if (!existsSync(file)) throw new UsageError(`--rubric ${file}: there is no such file.`)
  const text = readFileSync(file, 'utf8').trim()
  if (text === '') throw new UsageError(`--rubric ${file}: it is empty. Write what makes an answer the better one.`)
  if (!file.endsWith('.json')) return text
  try {
    const rubrics: unknown = JSON.parse(text)
    if (typeof rubrics === 'object' && rubrics !== null && !Array.isArray(rubrics)) {
      const isText = Object.values(rubrics).every((one) => typeof one === 'string')
      if (isText) return rubrics as Readonly<Record<string, string>>
    }
  } catch {
    // Told below, like every other shape.
  }
  throw new UsageError(
    `--rubric ${file}: give a JSON object of texts by task type, as in {"extract": "…", "general": "…"}.`,
  )
}
