import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { describe, expect, it } from 'vitest'
import { cleanMessages } from './clean-messages.ts'

const target = { provider: 'openai', takesBackFrom: (from: string) => from === 'own' }
const signalbox = (maker: string) => ({ target: maker, inputTokens: 1, atMs: 1 })
const call = (id: string) => ({ name: 'look', args: { at: 1 }, id, type: 'tool_call' as const })

function ai(content: AIMessage['content'], fields: object = {}): AIMessage {
  return new AIMessage({ content, ...fields } as never)
}

const clean = (...messages: BaseMessage[]): readonly BaseMessage[] => cleanMessages(messages, target)

describe('what goes on as it is', () => {
  it.each([
    ['a message of nobody', ai([{ type: 'thinking', thinking: 'x' } as never])],
    [
      'its own, by mark',
      ai([{ type: 'reasoning', reasoning: 'x' } as never], { response_metadata: { signalbox: signalbox('own') } }),
    ],
    ['its own, by a name of its provider', ai('text', { response_metadata: { model_provider: 'azure-openai' } })],
    ['its own, by provider', ai('text', { response_metadata: { model_provider: 'openai' } })],
    ['a question', new HumanMessage('Hello')],
  ])('%s: the same object', (_what, message) => {
    const messages = [message]
    expect(cleanMessages(messages, target)).toBe(messages)
  })
})

describe('of a turn another model made', () => {
  const foreign = { response_metadata: { model_provider: 'anthropic', signalbox: signalbox('other') }, id: 'msg_1' }

  it.each([
    ['thinking', { type: 'thinking', thinking: 'x', signature: 'S' }],
    ['redacted thinking', { type: 'redacted_thinking', data: 'S' }],
    ['reasoning of v1', { type: 'reasoning', reasoning: 'x' }],
    ["a provider's tool", { type: 'server_tool_use', id: 's1', name: 'web_search', input: {} }],
    ['what that tool gave', { type: 'web_search_tool_result', tool_use_id: 's1', content: [] }],
    ['a block yet unknown', { type: 'hologram', data: 'x' }],
  ])('%s is left out, never turned into text', (_what, block) => {
    const [message] = clean(ai([block as never, { type: 'text', text: 'kept' }], foreign))
    expect(message?.content).toBe('kept')
  })

  it('calls stay, ids of items and metadata go', () => {
    const [message] = clean(
      ai('', { ...foreign, tool_calls: [call('c1')], additional_kwargs: { reasoning_content: 'x', signature: 'S' } }),
    )
    expect((message as AIMessage).tool_calls).toEqual([call('c1')])
    expect(message).toMatchObject({ id: undefined, additional_kwargs: {}, response_metadata: {} })
  })

  it('reasoning alone leaves nothing to say', () => {
    const thinking = ai([{ type: 'thinking', thinking: 'x' } as never], foreign)
    const beside = ai('', { ...foreign, additional_kwargs: { reasoning_content: 'x' } })
    expect(clean(new HumanMessage('a'), thinking, beside, new HumanMessage('b')).map(({ text }) => text)).toEqual([
      'a',
      'b',
    ])
  })

  it('pictures stay', () => {
    const picture = { type: 'image', source_type: 'base64', mime_type: 'image/png', data: 'x' }
    const [message] = clean(ai([picture as never, { type: 'text', text: 'look' }], foreign))
    expect(message?.content).toEqual([picture, { type: 'text', text: 'look' }])
  })

  it('ids that not everybody takes are changed alike in the call and in its result, and the given messages are not', () => {
    const odd = 'functions.look:0'
    const asked = ai('', { ...foreign, tool_calls: [call(odd)] })
    const result = new ToolMessage('seen', odd, 'look')
    const [message, answer] = clean(asked, result)
    const [{ id } = { id: '' }] = (message as AIMessage).tool_calls ?? []
    expect(id).toMatch(/^[\w-]{1,64}$/)
    expect((answer as ToolMessage).tool_call_id).toBe(id)
    expect(JSON.parse(JSON.stringify(answer)).kwargs.tool_call_id).toBe(id)
    expect([asked.tool_calls?.[0]?.id, result.tool_call_id]).toEqual([odd, odd])
  })

  it('another model of the same provider is another model', () => {
    const left = clean(
      ai([{ type: 'reasoning', reasoning: 'x' } as never], {
        response_metadata: { model_provider: 'openai', signalbox: signalbox('sibling') },
      }),
    )
    expect(left).toEqual([])
  })
})

describe('cache markers', () => {
  const marked = [
    new SystemMessage({ content: [{ type: 'text', text: 'rules', cache_control: { type: 'ephemeral' } } as never] }),
    new HumanMessage({ content: [{ type: 'text', text: 'hi' }, { cachePoint: { type: 'default' } } as never] }),
  ]

  it('go where they are read, and nowhere else', () => {
    expect(cleanMessages(marked, { ...target, provider: 'anthropic' })).toBe(marked)
    const [system, human] = clean(...marked)
    expect(system?.content).toEqual([{ type: 'text', text: 'rules' }])
    expect(human?.content).toEqual([{ type: 'text', text: 'hi' }])
    expect(marked[0]?.content).toEqual([expect.objectContaining({ cache_control: expect.anything() })])
  })
})
