import type { FaultOutcome } from './fault-cell.ts'

type More = Partial<FaultOutcome>

/** The primary fails `times`, the fallback serves. */
export function movesOn(
  reason: string,
  pays: string,
  breakers: readonly string[],
  times = 1,
  more: More = {},
): FaultOutcome {
  const rows = [...Array.from({ length: times }, () => `primary failed ${reason} ${pays}`), 'fallback done yes']
  return { kind: 'served', rows, breakers, ...more }
}

/** The primary fails once and serves at the second try. */
export function retries(reason: string, pays: string, breakers: readonly string[], more: More = {}): FaultOutcome {
  return { kind: 'served', rows: [`primary failed ${reason} ${pays}`, 'primary done yes'], breakers, ...more }
}

/** The first failure is the last: nobody else is asked, nothing is shown. */
export function stops(reason: string, pays: string, more: More = {}): FaultOutcome {
  return { kind: 'failed', rows: [`primary failed ${reason} ${pays}`], breakers: [], ...more }
}

/** Content was shown before the fault: the caller is told, nobody else is asked. */
export function breaks(reason: string, breakers: readonly string[], more: More = {}): FaultOutcome {
  return { kind: 'broken', rows: [`primary failed ${reason} unknown`], breakers, ...more }
}

/** No fault to the caller: the primary serves. */
export function serves(more: More = {}): FaultOutcome {
  return { kind: 'served', rows: ['primary done yes'], breakers: [], ...more }
}
