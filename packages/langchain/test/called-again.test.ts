import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import { rememberCall } from '@signalbox/contract-tests'
import { RoutedChatModel } from '@signalbox/langchain'
import { afterEach, expect, it } from 'vitest'
import { createWorld, type World } from './world.ts'

let world: World | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

/** Counts what LangChain's callbacks hear. */
class Listener extends BaseCallbackHandler {
  readonly name = 'listener'
  heard = 0
  override handleChatModelStart = (): void => void this.heard++
  override handleLLMNewToken = (): void => void this.heard++
  override handleLLMEnd = (): void => void this.heard++
  override handleLLMError = (): void => void this.heard++
}

it.each(['invoke', 'stream', 'events'])(
  '%s is over, and its call is made once more: no callback hears of it',
  async (name) => {
    world = await createWorld()
    const { router, again } = rememberCall(world.router)
    const model = new RoutedChatModel({ router, models: world.models })
    const listener = new Listener()
    const leaving = new AbortController()
    const config = { callbacks: [listener], signal: leaving.signal }
    const said: unknown[] = []
    if (name === 'invoke') said.push(await model.invoke('Say hello.', config))
    else if (name === 'stream') for await (const chunk of await model.stream('Say hello.', config)) said.push(chunk)
    else for await (const event of model.streamEvents('Say hello.', { ...config, version: 'v2' })) said.push(event)
    const before = JSON.stringify(said)
    const { heard } = listener
    expect(heard).toBeGreaterThan(1)
    leaving.abort()
    expect(await again('best')).toMatchObject({ kind: 'served', servedBy: { target: 'best' } })
    expect(JSON.stringify(world.providers.best.requests.at(-1)?.body)).toContain('Say hello.')
    expect(JSON.stringify(said)).toBe(before)
    expect(listener.heard).toBe(heard)
  },
)
