import type { MemoryLedger, Router } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import type { FaultCell, FaultMode } from '../faults/fault-cell.ts'
import { faultCatalogue } from '../faults/fault-catalogue.ts'
import { createFaultWorld, type FaultUpstream } from '../faults/fault-world.ts'
import { stops } from '../faults/outcomes.ts'
import { createVirtualClock, sleepOn } from '../faults/virtual-time.ts'
import { echoCells } from './echo-cells.ts'
import { endpoints } from './hostile-request.ts'
import { hostileRequests } from './hostile-requests.ts'
import {
  addressSecret,
  lastPrompt,
  plantedSecrets,
  secretBody,
  secretHeaders,
  secretsOfUpstream,
  type PlantedSecret,
} from './secrets.ts'

/** What a surface is built on. */
export interface SecretWiring {
  readonly router: Router
  readonly upstreams: readonly (FaultUpstream & ReturnType<typeof secretsOfUpstream>)[]
  readonly fetch: typeof globalThis.fetch
}

/** A surface, open, and all it writes for other eyes. */
export interface SecretSurface {
  /** Answers what the client is told, head and body. */
  readonly send: (request: Request) => Promise<string>
  /** Log entries and metrics so far, as text. */
  readonly told: () => Promise<string>
}

/** How one is opened, and how a ledger looks on a disk. */
export interface SecretiveHost {
  readonly name: string
  readonly open: (wiring: SecretWiring) => SecretSurface
  readonly ledgerBytes: (ledger: MemoryLedger) => Promise<string>
}

const promptEcho: FaultCell = {
  id: 'echo, the prompt',
  title: 'the prompt',
  faults: [{ kind: 'status', status: 400, message: `Invalid prompt: ${lastPrompt}` }],
  expected: stops('invalid-request', 'no'),
}

/** Plants secrets everywhere, plays every fault and a good part of the hostile requests, and looks for them where they must not be. */
export function testSecrets(host: SecretiveHost): void {
  describe.concurrent(`${host.name}, ${plantedSecrets.length} planted secrets`, () => {
    const cells = [...faultCatalogue, ...echoCells].flatMap((cell) =>
      (cell.modes ?? (['stream', 'whole'] as const)).map((mode) => [cell.id, mode, cell.title, cell] as const),
    )
    it.each(cells)('%s %s: %s', async (_id, mode, _title, cell) => {
      const seen = await play(host, cell, [chatRequest(mode), chatRequest(mode, true)])
      expect(seen.providers).toContain(lastPrompt)
      expect(leaks(seen)).toEqual([])
    })

    it.each(['stream', 'whole'] as const)(
      'a provider that echoes the prompt, %s: the client alone is told',
      async (mode) => {
        const seen = await play(host, promptEcho, [chatRequest(mode)])
        expect(leaks({ ...seen, client: '' })).toEqual([])
      },
    )

    it('hostile requests', { timeout: 60_000 }, async () => {
      const requests = hostileRequests.flatMap(({ name, bytes, expects }, index) =>
        expects === 'unread' || /mega|million|bomb|MB/.test(name) || index % 5 !== 0 ? [] : [withSecrets(bytes())],
      )
      expect(requests.length).toBeGreaterThan(200)
      const seen = await play(host, { ...promptEcho, faults: [undefined] }, requests)
      // Whose prompt is refused may hear what is wrong with it; nobody else may.
      expect(leaks(seen)).toEqual([])
    })
  })
}

/** Where things were said, as text. */
interface Seen {
  /** Answers that tell of a failure. */
  readonly client: string
  readonly log: string
  readonly ledger: string
  /** Bodies sent to providers. */
  readonly providers: string
  /** Their addresses and heads. */
  readonly heads: string
}

async function play(host: SecretiveHost, cell: FaultCell, requests: readonly Request[]): Promise<Seen> {
  const clock = createVirtualClock()
  // Nobody else to ask: what goes wrong is told.
  const alone = { ...cell, execution: { ...cell.execution, maxAttempts: 1 } }
  const world = await createFaultWorld(alone, { clock, sleep: (ms, signal) => sleepOn(clock, ms, signal) })
  const heads: string[] = []
  const bodies: string[] = []
  const surface = host.open({
    router: world.router,
    upstreams: world.upstreams.map((upstream) => ({
      ...upstream,
      ...secretsOfUpstream(upstream.name),
      baseUrl: upstream.name === 'primary' ? `${upstream.baseUrl}/${addressSecret}` : upstream.baseUrl,
    })),
    fetch: async (input, init) => {
      const request = new Request(input as Request | string, init)
      heads.push(request.url, ...[...request.headers].map((pair) => pair.join(': ')))
      bodies.push(await request.clone().text())
      return world.fetch(request.url.replace(`/${addressSecret}`, ''), init)
    },
  })
  const answers: string[] = []
  for (const request of requests) answers.push(await clock.runUntil(surface.send(request)))
  await clock.advance(0)
  const seen = {
    client: answers.join('\n'),
    log: await surface.told(),
    ledger: await host.ledgerBytes(world.ledger),
    providers: bodies.join('\n'),
    heads: heads.join('\n'),
  }
  await world.close()
  return seen
}

/** Which secret is where it must not be. */
function leaks(seen: Seen): readonly string[] {
  const places: readonly (readonly [keyof Seen, readonly PlantedSecret['owner'][]])[] = [
    ['client', ['operator', 'words', 'credentials']],
    ['log', ['operator', 'words', 'credentials']],
    ['ledger', ['operator', 'words', 'credentials']],
    ['providers', ['operator', 'credentials']],
    ['heads', ['words', 'credentials']],
  ]
  return places.flatMap(([place, owners]) =>
    plantedSecrets
      .filter(({ owner, value }) => owners.includes(owner) && seen[place].includes(value))
      .map(({ name, value }) => `${name} in ${place}: ${around(seen[place], value)}`),
  )
}

function around(text: string, value: string): string {
  const at = text.indexOf(value)
  return text.slice(Math.max(0, at - 80), at + value.length + 20)
}

function chatRequest(mode: FaultMode, withImage = false): Request {
  return toRequest('POST', endpoints['openai-chat'], {}, JSON.stringify(secretBody(mode === 'stream', withImage)))
}

/** The same request with a secret in its prompt, and secret headers. */
function withSecrets(bytes: Buffer): Request {
  const end = bytes.indexOf('\r\n\r\n')
  const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const [method = '', path = ''] = start.split(' ')
  const headers = lines.flatMap((line) => {
    const at = line.indexOf(':')
    const name = line.slice(0, at).toLowerCase()
    return ['host', 'connection', 'content-length', 'expect', 'upgrade', 'transfer-encoding'].includes(name)
      ? []
      : [[name, line.slice(at + 1).trim()] as const]
  })
  const body = Buffer.from(
    bytes
      .subarray(end + 4)
      .toString('latin1')
      .replaceAll('Hello', lastPrompt),
    'latin1',
  )
  return toRequest(method, path, Object.fromEntries(headers), body)
}

function toRequest(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const known = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'].includes(method) ? method : 'POST'
  return new Request(`http://gateway.test${path.startsWith('/') ? path : '/'}`, {
    method: known,
    headers: { 'content-type': 'application/json', ...headers, ...secretHeaders },
    ...(hasBody && { body }),
  })
}
