/** A figure with its 95 % interval. */
export interface Interval {
  readonly value: number
  /** undefined = too little to say how far it may be off. */
  readonly low: number | undefined
  readonly high: number | undefined
}
