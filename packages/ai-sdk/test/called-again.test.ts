import { createSignalbox } from '@signalbox/ai-sdk'
import { rememberCall } from '@signalbox/contract-tests'
import { generateText, streamText } from 'ai'
import { afterEach, expect, it } from 'vitest'
import { createWorld, type World } from './world.ts'

let world: World | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

it.each(['generateText', 'streamText'])(
  '%s is over, and its call is made once more: its result stays as it was',
  async (name) => {
    world = await createWorld()
    const { router, again } = rememberCall(world.router)
    const model = createSignalbox({ router, models: world.models })('auto')
    const leaving = new AbortController()
    const options = { model, prompt: 'Say hello.', maxRetries: 0, abortSignal: leaving.signal }
    const seen = async (): Promise<string> => {
      const { text, usage, providerMetadata, response } = result
      return JSON.stringify([await text, await usage, await providerMetadata, await response])
    }
    const result = name === 'generateText' ? await generateText(options) : streamText(options)
    const before = await seen()
    expect(before).toContain('answer of cheap')
    leaving.abort()
    expect(await again('best')).toMatchObject({ kind: 'served', servedBy: { target: 'best' } })
    expect(JSON.stringify(world.providers.best.requests.at(-1)?.body)).toContain('Say hello.')
    expect(await seen()).toBe(before)
  },
)

it('who wants no shadow is heard by the router', async () => {
  world = await createWorld()
  await generateText({
    model: world.signalbox('auto'),
    prompt: 'Say hello.',
    providerOptions: { signalbox: { shadow: false } },
  })
  expect(JSON.parse(world.ledger.outcomes[0]?.requestJson ?? '')).toMatchObject({ shadow: false })
})
