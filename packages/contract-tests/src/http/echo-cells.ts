import type { Fault } from '@signalbox/mock-providers'
import type { FaultCell } from '../faults/fault-cell.ts'
import { stops } from '../faults/outcomes.ts'
import { echoedSecrets, keyOfPrimary } from './secrets.ts'

const said = `Incorrect API key provided: ${echoedSecrets}`
const envelope = JSON.stringify({ error: { message: said, type: said, code: keyOfPrimary, param: keyOfPrimary } })

const faults: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    [400, 401, 402, 403, 404, 409, 413, 422, 429, 500, 503, 529].map((status) => [
      `status ${status}`,
      { kind: 'status', status, message: said, code: keyOfPrimary, type: keyOfPrimary } satisfies Fault,
    ]),
  ),
  'a header': { kind: 'status', status: 500, headers: { 'x-debug': echoedSecrets, 'retry-after': keyOfPrimary } },
  'a page': { kind: 'status', status: 404, body: `<pre>${said}</pre>` },
  'a redirect': { kind: 'redirect', location: `http://elsewhere.test/?key=${keyOfPrimary}` },
  'a 200 that is an error': { kind: 'body', contentType: 'application/json', body: envelope },
  'a 200 that is nothing but the key': { kind: 'body', contentType: 'application/json', body: keyOfPrimary },
  'a 200 of text': { kind: 'body', contentType: 'text/plain', body: said },
  'an error before content': { kind: 'error-frame', afterTokens: 0, status: 401, message: said },
  'an error in mid stream': { kind: 'error-frame', afterTokens: 20, status: 500, message: said },
  'a frame that is no JSON': { kind: 'frames', frames: [`data: ${keyOfPrimary}\n\n`] },
  'an error of the transport': {
    kind: 'raw',
    chunks: [],
    atEnd: 'end',
    fetchError: { at: 'head', code: 'UND_ERR_SOCKET', message: said },
  },
  'an error of the transport in the body': {
    kind: 'raw',
    chunks: [],
    atEnd: 'end',
    fetchError: { at: 'body', code: 'UND_ERR_SOCKET', message: said },
  },
}

/** A provider that says back what it was sent, in every way there is to say it. */
export const echoCells: readonly FaultCell[] = Object.entries(faults).map(([title, fault]) => ({
  id: `echo, ${title}`,
  title,
  faults: [fault],
  // What comes out is no matter here, only what is told of it.
  expected: stops('unknown', 'unknown'),
}))
