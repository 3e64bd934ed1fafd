import { readFileSync, writeFileSync } from 'node:fs'
import { detectTask } from '../src/request/detect-task.ts'
import type { RouteRequest } from '../src/request/route-request.ts'

/** A prompt with what a person says it is. */
interface LabelledPrompt extends RouteRequest {
  readonly id: string
  readonly task: string
  readonly language: string
}

/** Accuracy over one set. */
export interface TaskScore {
  readonly prompts: number
  readonly right: number
  /** Sent to another tier of the default policy than the label's: unknown counts as frontier. */
  readonly wrongTier: number
  readonly byTask: Readonly<Record<string, readonly [right: number, prompts: number]>>
  readonly byLanguage: Readonly<Record<string, readonly [right: number, prompts: number]>>
}

const frontier: ReadonlySet<string> = new Set(['code', 'math', 'reasoning', 'agent', 'unknown'])

export function readPrompts(file: URL): readonly LabelledPrompt[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledPrompt)
}

export function scoreTasks(prompts: readonly LabelledPrompt[]): TaskScore {
  const byTask: Record<string, [number, number]> = {}
  const byLanguage: Record<string, [number, number]> = {}
  let right = 0
  let wrongTier = 0
  for (const { task, language, id: _, ...request } of prompts) {
    const found = detectTask(request).task
    const isRight = found === task
    if (isRight) right++
    if (frontier.has(found) !== frontier.has(task)) wrongTier++
    for (const [table, key] of [
      [byTask, task],
      [byLanguage, language],
    ] as const) {
      const cell = (table[key] ??= [0, 0])
      if (isRight) cell[0]++
      cell[1]++
    }
  }
  return { prompts: prompts.length, right, wrongTier, byTask, byLanguage }
}

export const sets = {
  workload: new URL('../../cli/data/workload.jsonl', import.meta.url),
  dev: new URL('../test/data/task-dev.jsonl', import.meta.url),
  test: new URL('../test/data/task-test.jsonl', import.meta.url),
} as const

function table(
  title: string,
  scores: readonly (readonly [name: string, score: TaskScore])[],
  by: 'byTask' | 'byLanguage',
): string {
  const keys = [...new Set(scores.flatMap(([, score]) => Object.keys(score[by])))].toSorted()
  const cell = (score: TaskScore, key: string): string => {
    const [right, prompts] = score[by][key] ?? [0, 0]
    return prompts === 0 ? '' : `${right}/${prompts}`
  }
  return [
    `| ${title} | ${scores.map(([name]) => name).join(' | ')} |`,
    `| --- | ${scores.map(() => '---:').join(' | ')} |`,
    ...keys.map((key) => `| ${key} | ${scores.map(([, score]) => cell(score, key)).join(' | ')} |`),
  ].join('\n')
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

/** The figures of docs/task-detection.md, between its markers. */
export function toFigures(): string {
  const scores = Object.entries(sets).map(([name, file]) => [name, scoreTasks(readPrompts(file))] as const)
  return [
    `| set | prompts | right | wrong tier |`,
    `| --- | ---: | ---: | ---: |`,
    ...scores.map(
      ([name, { prompts, right, wrongTier }]) =>
        `| ${name} | ${prompts} | ${percent(right, prompts)} | ${percent(wrongTier, prompts)} |`,
    ),
    '',
    table('task', scores, 'byTask'),
    '',
    table('language', scores, 'byLanguage'),
  ].join('\n')
}

export const page: URL = new URL('../../../docs/task-detection.md', import.meta.url)
export const marker = '<!-- figures: pnpm tasks:evaluate -->'

/** The page with its figures made anew. */
export function withFigures(text: string): string {
  const [head = ''] = text.split(marker)
  return `${head}${marker}\n\n${toFigures()}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').at(-1) ?? '')) {
  writeFileSync(page, withFigures(readFileSync(page, 'utf8')))
  console.log(toFigures())
}
