import { describe, expect, it } from 'vitest'
import { createGatewayWorld, framesOf } from './world.ts'

const tools = [{ name: 'look', input_schema: { type: 'object', properties: {} } }]
const user = { role: 'user', content: 'Summarize what you find.' }
const thinking = { type: 'thinking', thinking: 'Let me look.', signature: 'signed-by-large' }

/** A call by the larger model, and the turn a client sends back. */
async function turnOf(world: ReturnType<typeof createGatewayWorld>, stream: boolean): Promise<readonly unknown[]> {
  const response = await world.post('/v1/messages', {
    model: 'tier:frontier',
    max_tokens: 100,
    messages: [user],
    tools,
    stream,
  })
  const blocks = stream
    ? (await framesOf(response)).flatMap(({ content_block: block }) => (block === undefined ? [] : [block]))
    : ((await response.json()) as { content: unknown[] }).content
  const { id } = blocks.find((block) => (block as { type: string }).type === 'tool_use') as { id: string }
  return [
    user,
    { role: 'assistant', content: [thinking, { type: 'tool_use', id, name: 'look', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'found' }] },
  ]
}

const anthropic = { small: 'anthropic-messages', large: 'anthropic-messages' } as const
const calls = { answer: { toolCalls: [{ name: 'look', argumentsJson: '{}' }] } }

describe('a turn with signed thinking', () => {
  it.each([true, false])(
    'goes back to the model that made it while its tool is at work, streamed: %s',
    async (stream) => {
      const world = createGatewayWorld({ ...anthropic, largeScript: calls })
      const messages = await turnOf(world, stream)
      const response = await world.post('/v1/messages', { model: 'auto', max_tokens: 100, messages, tools })
      expect(response.headers.get('x-signalbox-model')).toBe('v/m-large')
      expect(world.large.requests.at(-1)?.body['messages']).toEqual(messages)
    },
  )

  it('goes to another without its thinking, when its maker is down', async () => {
    const world = createGatewayWorld({
      ...anthropic,
      largeScript: { ...calls, faults: [undefined, { kind: 'status', status: 503 }] },
    })
    const messages = await turnOf(world, false)
    const response = await world.post('/v1/messages', { model: 'auto', max_tokens: 100, messages, tools })
    expect(response.headers.get('x-signalbox-model')).toBe('v/m-small')
    expect(JSON.stringify(world.small.requests.at(-1)?.body)).not.toContain('signed-by-large')
  })

  it('of a model nobody remembers passes as it is', async () => {
    const world = createGatewayWorld(anthropic)
    const messages = [user, { role: 'assistant', content: [thinking, { type: 'text', text: 'Done.' }] }, user]
    await world.post('/v1/messages', { model: 'auto', max_tokens: 100, messages })
    expect(world.small.requests[0]?.body['messages']).toEqual(messages)
  })
})

describe('a conversation kept at a provider', () => {
  it('goes on where it was begun, or not at all', async () => {
    const world = createGatewayWorld({ small: 'openai-responses', large: 'openai-responses' })
    const first = (await (await world.post('/v1/responses', { model: 'large', input: 'Hi' })).json()) as { id: string }
    const next = { model: 'auto', input: 'Summarize this.', previous_response_id: first.id }
    const response = await world.post('/v1/responses', next)
    expect(response.headers.get('x-signalbox-model')).toBe('v/m-large')
    const pinned = await world.post('/v1/responses', { ...next, model: 'small' })
    expect(pinned.status).toBe(400)
    expect(await pinned.json()).toMatchObject({ error: { param: 'previous_response_id' } })
  })
})

describe('reasoning that was written for another dialect', () => {
  it('does not go to a provider that never made it', async () => {
    const world = createGatewayWorld({ small: 'openai-chat', large: 'openai-responses' })
    const item = { type: 'reasoning', id: 'rs_signalbox_req_1_0', summary: [{ type: 'summary_text', text: 'hm' }] }
    const input = [
      { role: 'user', content: 'Hi' },
      item,
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'On.' },
    ]
    await world.post('/v1/responses', { model: 'large', input })
    expect(JSON.stringify(world.large.requests[0]?.body)).not.toContain('rs_signalbox')
  })
})
