import type { GatewayFigures } from './figures.ts'
import { addedFirstTokenMs, findSubject, floor, ours, throughputRatio } from './gateway-ratio.ts'

export interface Verdict {
  readonly what: string
  readonly aim: string
  readonly measured: string
  readonly isMet: boolean | undefined
}

/** The aims of the gateway beside what came out; `isMet` is undefined where nothing was measured. */
export function toVerdicts(figures: GatewayFigures): readonly Verdict[] {
  const mine = findSubject(figures, ours)
  const crowd = mine?.crowd
  const atLeast = (value: number | undefined, aim: number, what: string): Verdict => ({
    what,
    aim: `at least ${aim} x`,
    measured: value === undefined ? '-' : `${value.toFixed(2)} x`,
    isMet: value === undefined ? undefined : value >= aim,
  })
  const below = (value: number | undefined, aim: number, unit: string, what: string): Verdict => ({
    what,
    aim: `below ${aim} ${unit}`,
    measured: value === undefined ? '-' : `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
    isMet: value === undefined ? undefined : value < aim,
  })
  return [
    atLeast(throughputRatio(figures, floor, 'json', 50), 0.5, 'requests/s over the bare pass-through, 50 connections'),
    atLeast(throughputRatio(figures, 'Portkey gateway', 'json', 50), 3, "requests/s over Portkey's, 50 connections"),
    below(addedFirstTokenMs(figures, ours), 1, 'ms', 'added to the first token, 20 streams at once, p50'),
    below(mine?.residentMb, 150, 'MB', 'resident after load'),
    below(crowd?.loopDelay?.p99Ms, 20, 'ms', 'event-loop delay p99, 1,000 streams at once'),
    {
      what: 'streams lost of 1,000 at once',
      aim: '0',
      measured: crowd === undefined ? '-' : String(crowd.failures),
      isMet: crowd && crowd.failures === 0,
    },
  ]
}
