import type { LabelRow } from '@signalbox/core'

/** What a label may be about. */
export interface LabelledRequest {
  /** The attempt that served; undefined = none did. */
  readonly servedN: number | undefined
  readonly attempts: ReadonlySet<number>
}

const fields: ReadonlySet<string> = new Set(['requestId', 'n', 'score', 'rater', 'versusN', 'reason'])

/**
 * A person's label `{ requestId, score, n?, rater?, versusN?, reason? }` as a row. A string = what is wrong with it.
 *
 * @param row parsed, of whatever shape
 * @param find undefined = the ledger has no such request
 */
export function toHumanLabel(
  row: unknown,
  find: (requestId: string) => LabelledRequest | undefined,
  atMs: number,
): LabelRow | string {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'it is no object'
  const label = row as Readonly<Record<string, unknown>>
  const { requestId, score, rater, reason } = label
  const unknown = Object.keys(label).find((field) => !fields.has(field))
  if (unknown !== undefined) return `it has a field ${unknown}; there are ${[...fields].join(', ')}`
  if (typeof requestId !== 'string' || requestId === '') return 'it needs a requestId'
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return 'it needs a score from 0 to 1'
  if (!isText(rater)) return 'its rater is no text'
  if (!isText(reason)) return 'its reason is no text'
  const request = find(requestId)
  if (request === undefined) return `the ledger has no request ${requestId}`
  const { n = request.servedN, versusN } = label
  if (n === undefined) return `nothing served the request ${requestId}: name the attempt by n`
  for (const one of [n, versusN])
    if (one !== undefined && !request.attempts.has(one as number))
      return `the request ${requestId} has no attempt ${JSON.stringify(one)}`
  if (n === versusN) return 'it compares an answer with itself'
  return {
    requestId,
    n: n as number,
    source: 'human',
    rater,
    study: undefined,
    versusN: versusN as number | undefined,
    score,
    reason: reason?.slice(0, 1_000),
    atMs,
  }
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}
