import type { CellFigures, CellKind, GatewayFigures, SubjectFigures } from './figures.ts'
import { percentile } from './percentile.ts'

export const ours = 'signalbox serve'
export const floor = 'bare node:http'

export function findSubject(figures: GatewayFigures, name: string): SubjectFigures | undefined {
  return figures.subjects.find((subject) => subject.name === name)
}

export function findCell(
  subject: SubjectFigures | undefined,
  kind: CellKind,
  connections: number,
): CellFigures | undefined {
  return subject?.cells.find((cell) => cell.kind === kind && cell.connections === connections)
}

/** Ours over another's requests a second: the median of the rounds' ratios, since neighbours in time saw the same machine. */
export function throughputRatio(
  figures: GatewayFigures,
  other: string,
  kind: CellKind,
  connections: number,
): number | undefined {
  const [mine, theirs] = [ours, other].map((name) => findCell(findSubject(figures, name), kind, connections))
  return percentile(
    mine?.requestsPerSecond.flatMap((rate, round) => {
      const by = theirs?.requestsPerSecond[round]
      return by === undefined || by === 0 ? [] : [rate / by]
    }) ?? [],
    0.5,
  )
}

/** Milliseconds to the first word over those of the direct way: the median of the rounds' differences. */
export function addedFirstTokenMs(figures: GatewayFigures, name: string): number | undefined {
  const direct = findSubject(figures, 'direct')?.paced.p50Ms
  return percentile(
    findSubject(figures, name)?.paced.p50Ms.flatMap((ms, round) => {
      const base = direct?.[round]
      return typeof ms !== 'number' || typeof base !== 'number' ? [] : [ms - base]
    }) ?? [],
    0.5,
  )
}
