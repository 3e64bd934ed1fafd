/** One of the two answers of a pair. */
export interface PairSide {
  /** The attempt of the request that gave it. */
  readonly n: number
  readonly model: string
  readonly tier: string
}

export type Winner = 'a' | 'b' | 'tie'

/**
 * What a judge said of two answers to one request, shown in one order. `a` is the answer that is to be shown good enough (economy), `b` the
 * one it is held against (frontier); `winner` names the answer, never its place.
 */
export interface PairVerdict {
  readonly requestId: string
  readonly task: string
  /** Of the sample's stratum, where the sample is stratified within a task type; undefined = the task type is the stratum. */
  readonly stratum?: string | undefined
  readonly a: PairSide
  readonly b: PairSide
  readonly order: 'a-first' | 'b-first'
  readonly winner: Winner
  /** Characters. */
  readonly lengthA?: number | undefined
  readonly lengthB?: number | undefined
  /** The judge's target. */
  readonly judge: string
  readonly reason?: string | undefined
}
