import type { FaultCell } from './fault-cell.ts'
import { movesOn, retries } from './outcomes.ts'

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

/** B: the transport, before a head. After reliability.md, section 2.1 B. */
export const transportCells: readonly FaultCell[] = [
  {
    id: 'B01',
    title: 'the name does not resolve',
    address: 'unresolvable',
    faults: [{ kind: 'unreachable', code: 'ENOTFOUND' }],
    expected: movesOn('dns', 'no', ['target'], 2),
  },
  {
    id: 'B02',
    title: 'connection refused',
    address: 'refused',
    faults: [{ kind: 'unreachable', code: 'ECONNREFUSED' }],
    expected: movesOn('connect', 'no', ['target'], 2),
  },
  {
    id: 'B03',
    title: 'no handshake',
    address: 'no-handshake',
    faults: [{ kind: 'silence' }],
    expected: movesOn('first-content-timeout', 'unknown', ['target']),
  },
  {
    id: 'B04',
    title: 'a certificate nobody vouches for',
    address: 'untrusted',
    faults: [{ kind: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    expected: movesOn('tls', 'no', ['target']),
  },
  {
    id: 'B05',
    title: 'reset before a head',
    faults: [{ kind: 'reset' }],
    expected: movesOn('reset', 'unknown', ['target'], 2),
  },
  {
    id: 'B06',
    title: 'silence',
    faults: [{ kind: 'silence' }],
    expected: movesOn('first-content-timeout', 'unknown', ['target']),
  },
  {
    id: 'B07',
    title: 'reset on a connection kept alive',
    isWarm: true,
    faults: [undefined, { kind: 'reset' }, undefined],
    expected: retries('reset', 'unknown', ['target'], { maxWaitMs: 100 }),
  },
  {
    id: 'B08',
    title: 'a head without end, byte by byte',
    faults: [
      {
        kind: 'raw',
        chunks: [head, ...Array.from({ length: 40 }, (_, n) => `x-${n}: y\r\n`)],
        everyMs: 100,
        atEnd: 'silence',
        fetchError: { at: 'head', code: 'UND_ERR_HEADERS_TIMEOUT' },
      },
    ],
    expected: movesOn('first-content-timeout|upstream-timeout', 'unknown', ['target']),
  },
  {
    id: 'B08-large',
    title: 'a head too large',
    faults: [
      {
        kind: 'raw',
        chunks: [`${head}x: ${'a'.repeat(100_000)}\r\n\r\n{}`],
        atEnd: 'end',
        fetchError: { at: 'head', code: 'UND_ERR_HEADERS_OVERFLOW' },
      },
    ],
    expected: movesOn('malformed', 'unknown', ['target']),
  },
  {
    id: 'B08-twice',
    title: 'two lengths',
    faults: [
      {
        kind: 'raw',
        chunks: [`${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
        atEnd: 'end',
        fetchError: { at: 'head', code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      },
    ],
    expected: movesOn('malformed', 'unknown', ['target']),
  },
]
