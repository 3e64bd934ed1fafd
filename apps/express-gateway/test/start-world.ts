import type { MemoryLedger } from '@signalbox/express'
import type { ModelScript } from '@signalbox/mock-providers'
import type { AppOptions } from '../src/create-app.ts'
import { startMocks, type MockName, type MockWorld } from '../src/mocks/mock-world.ts'
import { createPolicy } from '../src/policy.ts'
import { startDesk } from '../src/start-desk.ts'

export const supportToken = 'token-of-team-support'
export const trialToken = 'token-of-team-trial'

const teams = [
  { name: 'support', token: supportToken, perMinute: 1_000 },
  { name: 'trial', token: trialToken, perMinute: 2 },
]

export interface World {
  readonly url: string
  readonly mocks: MockWorld
  readonly ledger: MemoryLedger
  /** What the app has said of its own faults. */
  readonly faults: readonly unknown[]
  readonly stop: () => Promise<void>
  /** POSTs JSON, a string as it is. */
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly close: () => Promise<void>
}

/** The app and its four providers on sockets. */
export async function startWorld(
  scripts: Partial<Record<MockName, Partial<ModelScript>>> = {},
  options: Pick<AppOptions, 'origins'> = {},
): Promise<World> {
  const mocks = await startMocks(scripts)
  const policy = createPolicy(mocks.env)
  const faults: unknown[] = []
  const desk = await startDesk({ ...policy, ...options, teams, onFault: (error) => void faults.push(error) }, 0)
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= desk.stop())
  return {
    url: desk.url,
    mocks,
    ledger: policy.ledger,
    faults,
    stop,
    post: (path, body, headers = { authorization: `Bearer ${supportToken}` }) =>
      fetch(`${desk.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      await stop()
      await mocks.close()
    },
  }
}

/** A chat of one turn. */
export function chatOf(content: unknown, more: object = {}): object {
  return { model: 'auto', messages: [{ role: 'user', content }], ...more }
}
