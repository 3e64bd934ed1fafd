import type { CellFigures, GatewayFigures, SubjectFigures } from './figures.ts'
import { toVerdicts } from './gateway-aims.ts'
import { addedFirstTokenMs, findSubject, floor, throughputRatio } from './gateway-ratio.ts'
import { percentile } from './percentile.ts'

export interface Table {
  readonly title: string
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** All that was measured, as people read it. */
export function toTables(figures: GatewayFigures): readonly Table[] {
  const { subjects } = figures
  const cells = subjects[0]?.cells ?? []
  return [
    {
      title: 'Aims',
      rows: toVerdicts(figures).map((verdict) => ({
        '': verdict.what,
        aim: verdict.aim,
        measured: verdict.measured,
        verdict: verdict.isMet === undefined ? 'not measured' : verdict.isMet ? 'met' : 'missed',
      })),
    },
    ...(['json', 'stream'] as const).map((kind): Table => ({
      title:
        kind === 'json'
          ? 'Whole answers: requests/s (p50 / p99 ms)'
          : 'Streams of 20 instant chunks: requests/s (p50 / p99 ms)',
      rows: subjects.map((subject) => ({
        '': subject.name,
        ...Object.fromEntries(
          subject.cells.filter((cell) => cell.kind === kind).map((cell) => [toColumn(cell), toCell(cell)]),
        ),
      })),
    })),
    {
      title: 'Ratios: requests/s of signalbox serve over',
      rows: cells.map((cell) => ({
        '': `${cell.kind === 'json' ? 'whole' : 'stream'}, ${toColumn(cell)}`,
        ...Object.fromEntries(
          ['direct', floor, 'Portkey gateway', 'LiteLLM proxy']
            .filter((name) => findSubject(figures, name) !== undefined)
            .map((name) => [name, show(throughputRatio(figures, name, cell.kind, cell.connections), 2)]),
        ),
      })),
    },
    {
      title: 'First token at 100 ms, gaps of 20 ms, 20 streams at once',
      rows: subjects.map(({ name, paced }) => ({
        '': name,
        'p50 ms': show(median(paced.p50Ms), 1),
        'p99 ms': show(median(paced.p99Ms), 1),
        'added at p50, ms': name === 'direct' ? '' : show(addedFirstTokenMs(figures, name), 2),
        lost: String(paced.failures),
      })),
    },
    { title: 'Memory and processor', rows: subjects.filter(({ name }) => name !== 'direct').map(toUse) },
    {
      title: '1,000 streams at once, ten words a second each',
      rows: subjects.map(({ name, crowd }) => ({
        '': name,
        lost: String(crowd.failures),
        'first token p50 / p99 ms': `${show(crowd.firstTokenP50Ms, 0)} / ${show(crowd.firstTokenP99Ms, 0)}`,
        'loop delay p99 / max ms': `${show(crowd.loopDelay?.p99Ms, 1)} / ${show(crowd.loopDelay?.maxMs, 1)}`,
        'of one core, %': show(crowd.cpuShare && crowd.cpuShare * 100, 0),
        'resident MB after': show(crowd.residentMb, 0),
      })),
    },
  ]
}

function toColumn({ connections }: CellFigures): string {
  return `${connections} connection${connections === 1 ? '' : 's'}`
}

function toCell(cell: CellFigures): string {
  const rate = Math.round(median(cell.requestsPerSecond) ?? 0).toLocaleString('en')
  const lost = cell.failures === 0 ? '' : `, ${cell.failures} failed`
  return `${rate} (${show(cell.p50Ms, 1)} / ${show(cell.p99Ms, 1)})${lost}`
}

function toUse({ name, cells, residentMb }: SubjectFigures): Readonly<Record<string, string>> {
  const cpuOf = (kind: string): number | undefined =>
    cells.find((cell) => cell.kind === kind && cell.connections === 50)?.cpuUsPerRequest
  return {
    '': name,
    'resident MB after load': show(residentMb, 0),
    'CPU µs a whole answer': show(cpuOf('json'), 0),
    'CPU µs a stream': show(cpuOf('stream'), 0),
  }
}

function median(values: readonly (number | null | undefined)[]): number | undefined {
  return percentile(
    values.filter((value) => typeof value === 'number'),
    0.5,
  )
}

function show(value: number | undefined, digits: number): string {
  return value === undefined ? '-' : value.toFixed(digits)
}
