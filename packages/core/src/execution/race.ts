import type { Clock } from '../ports/clock.ts'
import { drive, driveOn, type Driven, type Until } from './drive.ts'
import type { AttemptStop } from './live-attempt.ts'
import type { Trial } from './trial.ts'

export interface RaceInput<Head, Part> {
  readonly clock: Clock
  readonly first: Trial<Head, Part>
  readonly delayMs: number
  readonly until: Exclude<Until, 'head'>
  /** Starts the rival; undefined = there is none that may. */
  readonly startRival: () => Promise<Trial<Head, Part> | undefined>
  readonly onLost: (trial: Trial<Head, Part>) => void
  /** One of the two failed while the other goes on. */
  readonly onFailed: (trial: Trial<Head, Part>, stop: AttemptStop) => void
}

/** Who is left of a race, and how far it came. */
export interface Raced<Head, Part> extends Driven<Part> {
  readonly trial: Trial<Head, Part>
  readonly rival: Trial<Head, Part> | undefined
}

/**
 * Drives an attempt and, when it has shown nothing after the delay, a rival beside it; the first content wins. At most one of
 * the two is left afterwards. Dean and Barroso, "The Tail at Scale", 2013.
 */
export async function race<Head, Part>(input: RaceInput<Head, Part>): Promise<Raced<Head, Part>> {
  const { clock, first } = input
  const firstRun = drive(first, 'content', clock)
  const isDue = await isFirstAfter(clock, input.delayMs, firstRun)
  const rival = isDue ? await input.startRival() : undefined
  if (rival === undefined) return finish(input, first, rival, await firstRun)
  const rivalRun = drive(rival, 'content', clock)
  const [trial, driven, other, otherRun] = await Promise.race([
    firstRun.then((one) => [first, one, rival, rivalRun] as const),
    rivalRun.then((one) => [rival, one, first, firstRun] as const),
  ])
  const { stop } = driven
  if (stop === undefined || isFinal(stop)) {
    input.onLost(other)
    return finish(input, trial, rival, driven)
  }
  if (stop.kind !== 'failed') {
    // The caller has left: both attempts end with the same abort.
    input.onFailed(other, (await otherRun).stop ?? stop)
    return { trial, rival, stop }
  }
  input.onFailed(trial, stop)
  return finish(input, other, rival, await otherRun)
}

function isFinal(stop: AttemptStop): boolean {
  return stop.kind === 'failed' && stop.failure.disposition === 'stop'
}

async function finish<Head, Part>(
  { until, clock }: RaceInput<Head, Part>,
  trial: Trial<Head, Part>,
  rival: Trial<Head, Part> | undefined,
  driven: Driven<Part>,
): Promise<Raced<Head, Part>> {
  if (driven.stop !== undefined || until === 'content') return { trial, rival, ...driven }
  return { trial, rival, ...(await driveOn(trial, until, clock)) }
}

/** true when the time has passed before the work is done. */
function isFirstAfter(clock: Clock, delayMs: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(() => resolve(true), delayMs)
    void work.then(() => {
      cancel()
      resolve(false)
    })
  })
}
