import { gzipSync } from 'node:zlib'
import type { FaultCell } from './fault-cell.ts'
import { movesOn } from './outcomes.ts'

const whole = ['whole'] as const
const gzipHead = (length: number): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`
const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, ' '))
const plain = Buffer.from('{"id":"chatcmpl-1","choices":[]}')
const body = (text: string): FaultCell['faults'] => [{ kind: 'body', contentType: 'application/json', body: text }]

/** C: whole bodies. After reliability.md, section 2.1 C. The world reads no more than 1 MiB of a reply. */
export const bodyCells: readonly FaultCell[] = [
  {
    id: 'C01',
    title: 'JSON that breaks off',
    faults: [{ kind: 'truncated-json' }],
    expected: movesOn('malformed', 'unknown', ['target'], 2),
  },
  {
    id: 'C02',
    title: 'no JSON at all',
    faults: body('upstream connect error or disconnect'),
    expected: movesOn('malformed', 'unknown', ['target'], 2),
  },
  {
    id: 'C03',
    title: 'shorter than its content-length',
    modes: whole,
    faults: [
      {
        kind: 'raw',
        chunks: ['HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"id":'],
        atEnd: 'end',
        fetchError: { at: 'body', code: 'UND_ERR_SOCKET' },
      },
    ],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'C04',
    title: 'gzip that is none',
    modes: whole,
    faults: [
      {
        kind: 'raw',
        chunks: [gzipHead(plain.length), plain],
        atEnd: 'end',
        fetchError: { at: 'body', code: 'Z_DATA_ERROR' },
      },
    ],
    expected: movesOn('malformed', 'unknown', ['target']),
  },
  {
    id: 'C05',
    title: 'eight kilobytes that unpack to eight megabytes',
    modes: whole,
    faults: [
      {
        kind: 'raw',
        chunks: [gzipHead(bomb.length), bomb],
        atEnd: 'end',
        fetchError: { at: 'body', code: 'Z_BUF_ERROR' },
      },
    ],
    expected: movesOn('malformed', 'unknown', ['target']),
  },
  {
    id: 'C06',
    title: 'a body over the limit',
    modes: whole,
    faults: body(`{"id":"${'a'.repeat(2 * 1024 * 1024)}"}`),
    expected: movesOn('malformed', 'unknown', ['target']),
  },
  {
    id: 'C07',
    title: 'nothing, status 200',
    faults: [{ kind: 'empty' }],
    expected: {
      stream: movesOn('empty', 'unknown', ['target'], 2),
      whole: movesOn('malformed', 'unknown', ['target'], 2),
    },
  },
  {
    id: 'C08',
    title: 'no choices',
    faults: body('{"id":"chatcmpl-1","object":"chat.completion","model":"m","choices":[]}'),
    expected: movesOn('empty', 'unknown', ['target'], 2),
  },
]
