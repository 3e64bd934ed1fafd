import {
  testFaults,
  type FaultMode,
  type FaultOutcome,
  type FaultSurface,
  type HostReading,
} from '@signalbox/contract-tests'
import { litellmCommand, litellmVersion, startLitellm } from '@signalbox/contract-tests/litellm'
import { createMockLitellm, createMockProvider, startMockServer } from '@signalbox/mock-providers'
import type { Carrier } from '@signalbox/http'
import { afterAll, beforeAll, describe } from 'vitest'
import { createLitellmCarrier } from '../src/litellm/litellm-carrier.ts'
import { createCarriedSurface } from './carried-surface.ts'

const carrier = createLitellmCarrier()
const modes = ['stream', 'whole'] as const
const half = Array.from({ length: 20 }, (_, index) => `word${index + 1}`).join(' ')

const movesOn = (reason: string, times: number, pays = 'unknown', breakers = ['target']): FaultOutcome => ({
  kind: 'served',
  rows: [...Array.from({ length: times }, () => `primary failed ${reason} ${pays}`), 'fallback done yes'],
  breakers,
})

const emptyStop: HostReading = {
  cells: ['E01'],
  mode: 'stream',
  because:
    'it says `stop` for ends it does not know and where a stream broke off: behind nothing at all that is no answer',
  expected: movesOn('empty', 2, '*'),
}

/** The proxy itself, or the way to it, is ill: as with any provider. */
const direct = createCarriedSurface('LiteLLM', carrier, {
  readings: modes.map((mode) => ({ ...emptyStop, mode })),
})
testFaults(direct, 'real')
testFaults(direct, 'virtual')

const onBoth = (cells: readonly string[], because: string, expected: FaultOutcome): readonly HostReading[] =>
  modes.map((mode) => ({ cells, mode, because, expected }))
const on = (mode: FaultMode, cells: readonly string[], because: string, expected: FaultOutcome): HostReading => ({
  cells,
  mode,
  because,
  expected,
})

const ownTrouble = "a provider's refusal of the proxy's key, money or country is no fault of our key"
const notReached = 'a provider that it cannot reach, or understand, is a 500 of its own'
const lostCode = 'the code of an error inside a stream is lost'

const takenForShort =
  'NOT SEEN: a stream that its provider ended early, in good order, is ended with `stop` and usage of its own; nothing tells it from a short answer'

const broken: FaultOutcome = {
  kind: 'broken',
  rows: ['primary failed server-error unknown'],
  breakers: ['target'],
}

/** What a proxy that is well makes of a provider that is not. */
const readings: readonly HostReading[] = [
  ...onBoth(
    ['A09', 'A10', 'A10-402', 'A10-403', 'A17', 'A17-403', 'A18', 'A18-451', 'D07-quota'],
    ownTrouble,
    movesOn('server-error', 1),
  ),
  ...onBoth(['A06'], "a wait in Google's body is lost", movesOn('rate-limit', 2, 'no', ['rate'])),
  ...onBoth(['A23', 'B01', 'B02', 'B04', 'B05', 'B08-large', 'B08-twice'], notReached, movesOn('server-error', 2)),
  ...onBoth(['B07'], notReached, {
    kind: 'served',
    rows: ['primary failed server-error unknown', 'primary done yes'],
    breakers: ['target'],
  }),
  on(
    'whole',
    ['A24-200', 'A25', 'C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'D21'],
    notReached,
    movesOn('server-error', 2),
  ),
  on('whole', ['C08'], emptyStop.because, movesOn('empty', 2, '*')),
  on('whole', ['E01'], emptyStop.because, movesOn('empty', 2, '*')),
  on(
    'stream',
    ['A24-200', 'A25', 'C01', 'C02', 'D19', 'E01', 'E03', 'E07'],
    'a stream that it does not understand is empty, and ends with `stop`',
    movesOn('empty', 2, '*'),
  ),
  on('stream', ['D02', 'D03-buffer', 'D03-holdback', 'D04-first', 'D07'], lostCode, movesOn('server-error', 2)),
  on('stream', ['D03-resume', 'D08-resume'], lostCode, movesOn('server-error', 1)),
  on('stream', ['D03', 'D08', 'D09'], `${lostCode}, and a frame that is no JSON is such an error`, broken),
  on('stream', ['D04'], lostCode, { ...broken, text: '' }),
  on('stream', ['D11'], takenForShort, { kind: 'served', rows: ['primary done yes'], breakers: [], text: half }),
  on('stream', ['D22-done'], takenForShort, {
    kind: 'served',
    rows: ['primary done yes'],
    breakers: [],
    text: `${half} `,
  }),
  ...onBoth(['D18'], 'usage that a provider does not tell is estimated by the proxy, as its own', {
    kind: 'served',
    rows: ['primary done yes'],
    breakers: [],
  }),
  ...onBoth(['E06'], 'a reply names the group that was asked, whatever answered', {
    kind: 'served',
    rows: ['primary done yes'],
    breakers: [],
  }),
]

const withCooldowns: readonly HostReading[] = [
  ...onBoth(['A16-transient'], 'what is not found is left alone for some seconds, and the proxy says so', {
    kind: 'served',
    rows: ['primary failed server-error unknown', 'primary failed rate-limit no', 'fallback done yes'],
    breakers: ['rate', 'target'],
  }),
  ...onBoth(['B08'], 'without a socket there is nothing to wait for', movesOn('server-error', 2)),
]

const behind = createCarriedSurface('behind LiteLLM', carrier, {
  readings: [...withCooldowns, ...readings],
  createProvider: (options) => {
    const provider = createMockProvider(options)
    const { name, sleep, nowMs } = options
    const deployments = Object.keys(options.models).map((group) => ({ group, model: `openai/${group}`, provider }))
    return createMockLitellm({ name, sleep, nowMs, deployments })
  },
})
testFaults(behind, 'virtual')

describe.skipIf(litellmCommand === undefined)(`LiteLLM ${litellmVersion}, the real proxy`, () => {
  let proxy: Awaited<ReturnType<typeof startLitellm>> | undefined
  beforeAll(async () => {
    proxy = await startLitellm({
      command: litellmCommand ?? '',
      // Every request says where its provider is: one proxy serves all cells.
      config: `
model_list:
  - model_name: '*'
    litellm_params: { model: 'openai/*', api_key: mock, configurable_clientside_auth_params: [api_base] }
router_settings: { num_retries: 0, disable_cooldowns: true }
litellm_settings: { telemetry: false, num_retries: 0 }
general_settings: { dangerously_permit_weak_or_unset_master_key: true }
`,
    })
    await warm(proxy.origin)
  }, 150_000)
  afterAll(() => proxy?.stop())

  const ask: FaultSurface['ask'] = (wiring) => {
    const addresses = new Map(wiring.upstreams.map(({ name, baseUrl }) => [name, baseUrl]))
    const placing: Carrier = {
      ...carrier,
      toBody: (body, call) => ({
        ...carrier.toBody(body, call),
        api_base: addresses.get(call.target.upstream ?? ''),
      }),
    }
    const upstreams = wiring.upstreams.map((upstream) => ({ ...upstream, baseUrl: `${proxy?.origin ?? ''}/v1` }))
    return createCarriedSurface('', placing, {}).ask({ ...wiring, upstreams })
  }
  testFaults({ name: 'behind the real LiteLLM', readings, ask, tokensPerSecond: 60, retries: 2 }, 'real')
})

/** Its first requests load what the later ones have: they take seconds. */
async function warm(origin: string): Promise<void> {
  const server = await startMockServer(createMockProvider({ name: 'warm', models: { warm: { answer: 'warm' } } }))
  const messages = [{ role: 'user', content: 'Warm up.' }]
  for (const stream of [false, true, false, true]) {
    const body = { model: 'warm', messages, stream, api_base: `${server.url}/v1` }
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${origin}/v1/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) })
    await reply.text()
  }
  await server.close()
}
