import Anthropic from '@anthropic-ai/sdk'
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dialects, forecast } from './mock-upstreams.ts'
import { serveMocks, type ServedMocks } from './serve-mocks.ts'

/** The tool runner of @anthropic-ai/sdk asks for a thread kept by the provider, and goes on without one where it is told that there is none. */
let served: ServedMocks
let client: Anthropic
beforeAll(async () => {
  served = await serveMocks()
  client = new Anthropic({ apiKey: served.token, baseURL: served.url })
})
afterAll(() => served.close())

describe.each(dialects)('answered by %s', (model) => {
  it.each([false, true])('a loop of tools to its end, stream: %j', async (stream) => {
    const tool = betaZodTool({
      name: 'weather',
      description: 'The weather of a city.',
      inputSchema: z.object({ city: z.string() }),
      run: () => 'It is mild.',
    })
    const messages = [{ role: 'user' as const, content: 'Tell me of the fox' }]
    const body = { model, max_tokens: 500, messages, tools: [tool] }
    const last = stream
      ? await client.beta.messages.toolRunner({ ...body, stream: true }).runUntilDone()
      : await client.beta.messages.toolRunner(body).runUntilDone()
    expect(last.content).toMatchObject([{ type: 'text', text: forecast }])
  })
})
