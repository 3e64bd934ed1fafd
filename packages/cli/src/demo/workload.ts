import { readFileSync } from 'node:fs'
import type { RouteRequest } from '@signalbox/core'
import { toRequestRow } from '../request-row.ts'
import { UsageError } from '../usage-error.ts'

/** One request of a workload with what two models answered. No policy ever sees the answers or the labels. */
export interface WorkloadRow {
  readonly id: string
  readonly request: RouteRequest
  /** The task a person gave it, for the report; undefined = not labelled. */
  readonly task: string | undefined
  /** Whether the economy model's recorded answer is right; undefined = not labelled. */
  readonly weak: boolean | undefined
  readonly strong: boolean | undefined
  readonly weakReply: string | undefined
  readonly strongReply: string | undefined
}

/**
 * Reads `{id, prompt | messages, weak?, strong?, weakReply?, strongReply?, task?}`, one JSON object per line, all of it before
 * anything runs. @throws UsageError naming file and line
 */
export function loadWorkload(file: string): readonly WorkloadRow[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`--workload ${file}: there is no such file, or it cannot be read.`)
  }
  const rows: WorkloadRow[] = []
  const seen = new Map<string, number>()
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const place = `${file}:${index + 1}`
    const row = toRow(line, place)
    const earlier = seen.get(row.id)
    if (earlier !== undefined)
      throw new UsageError(`${place}: the id "${row.id}" stands on line ${earlier} already. Give every row its own.`)
    seen.set(row.id, index + 1)
    rows.push(row)
  })
  if (rows.length === 0)
    throw new UsageError(`--workload ${file}: has no rows. One JSON object per line, with an id and a prompt.`)
  return rows
}

function toRow(line: string, place: string): WorkloadRow {
  const request = toRequestRow(line, place)
  const raw = JSON.parse(line) as Record<string, unknown>
  if (request.id === undefined || request.id === '')
    throw new UsageError(`${place}: has no id. Give every row its own.`)
  for (const key of ['weak', 'strong']) {
    if (raw[key] !== undefined && typeof raw[key] !== 'boolean')
      throw new UsageError(`${place}: ${key} must be true or false, not ${JSON.stringify(raw[key])}.`)
  }
  for (const key of ['weakReply', 'strongReply', 'task']) {
    if (raw[key] !== undefined && typeof raw[key] !== 'string') throw new UsageError(`${place}: ${key} must be text.`)
  }
  const { messages, tools, responseFormat, maxOutputTokens, tenant, tags, session } = request
  return {
    id: request.id,
    // Labels and the person's task stay out of what a policy sees: it has to find out by itself.
    request: { messages, tools, responseFormat, maxOutputTokens, tenant, tags, session },
    task: raw['task'] as string | undefined,
    weak: raw['weak'] as boolean | undefined,
    strong: raw['strong'] as boolean | undefined,
    weakReply: raw['weakReply'] as string | undefined,
    strongReply: raw['strongReply'] as string | undefined,
  }
}
