import { seededRandom, type OutcomeRow } from '@signalbox/core'

/** One cell of a stratified sample: the requests of a task type that one arm served. */
export interface Stratum {
  readonly task: string
  readonly arm: 'a' | 'b'
  /** Requests it stands for. */
  readonly traffic: number
  /** Of these, what there is a prompt of. The sample is drawn among them. */
  readonly withPrompt: number
  /** In the order they were drawn. */
  readonly sample: readonly OutcomeRow[]
}

export interface SamplingOptions {
  readonly perStratum: number
  readonly seed: string
  /** undefined = no part of the study. */
  readonly armOf: (row: OutcomeRow) => 'a' | 'b' | undefined
  readonly hasPrompt: (row: OutcomeRow) => boolean
}

interface Draw {
  readonly row: OutcomeRow
  readonly rank: number
}

/**
 * So many requests of every task type and arm, each with the same chance. A request's own draw decides, so the order of rows does not
 * matter, and a longer record keeps most of an earlier sample (bottom-k sampling: Cohen and Kaplan, "Summarizing data using bottom-k
 * sketches", PODC 2007). Holds no more than the sample.
 */
export function sampleStrata(rows: Iterable<OutcomeRow>, options: SamplingOptions): readonly Stratum[] {
  const strata = new Map<string, { task: string; arm: 'a' | 'b'; traffic: number; withPrompt: number; drawn: Draw[] }>()
  for (const row of rows) {
    const arm = options.armOf(row)
    if (arm === undefined) continue
    const key = JSON.stringify([row.task, arm])
    let stratum = strata.get(key)
    if (stratum === undefined)
      strata.set(key, (stratum = { task: row.task, arm, traffic: 0, withPrompt: 0, drawn: [] }))
    stratum.traffic++
    if (!options.hasPrompt(row)) continue
    stratum.withPrompt++
    keepLowest(stratum.drawn, { row, rank: rankOf(options.seed, row) }, options.perStratum)
  }
  return [...strata]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { drawn, ...stratum }]) => ({ ...stratum, sample: drawn.map(({ row }) => row) }))
}

function rankOf(seed: string, { requestId }: OutcomeRow): number {
  return seededRandom(`${seed}/${requestId}`)()
}

/** `drawn` stays sorted, and no longer than `most`. */
function keepLowest(drawn: Draw[], draw: Draw, most: number): void {
  const last = drawn[most - 1]
  if (last !== undefined && !isBefore(draw, last)) return
  const place = drawn.findIndex((other) => isBefore(draw, other))
  drawn.splice(place < 0 ? drawn.length : place, 0, draw)
  drawn.length = Math.min(drawn.length, most)
}

function isBefore(one: Draw, other: Draw): boolean {
  return one.rank < other.rank || (one.rank === other.rank && one.row.requestId < other.row.requestId)
}
