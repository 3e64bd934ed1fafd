import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import { lastTurnOf } from './history.ts'
import type { HostModels } from './host-models.ts'

const models: HostModels = {
  language: new Map([
    ['gemini', { model: {} as never, namespaces: new Set(['google']) }],
    ['sonnet', { model: {} as never, namespaces: new Set(['anthropic']) }],
  ]),
  embedding: new Map(),
  decision: new Map(),
  claimed: new Set(['google', 'anthropic']),
  modelOf: new Map([
    ['gemini', 'google/gemini'],
    ['sonnet', 'anthropic/sonnet'],
  ]),
}
type Content = Extract<LanguageModelV4Message, { role: 'assistant' }>['content']
const by = { signalbox: { target: 'sonnet', inputTokens: 10, atMs: 5 } }
const user: LanguageModelV4Message = { role: 'user', content: [{ type: 'text', text: 'Weather?' }] }
const call: Content[number] = {
  type: 'tool-call',
  toolCallId: '1',
  toolName: 'weather',
  input: {},
  providerOptions: by,
}
const result: LanguageModelV4Message = {
  role: 'tool',
  content: [{ type: 'tool-result', toolCallId: '1', toolName: 'weather', output: { type: 'text', value: 'sunny' } }],
}
const ask = (content: Content, ...after: LanguageModelV4Message[]): LanguageModelV4Prompt => [
  user,
  { role: 'assistant', content },
  ...after,
]
const seen = { target: 'sonnet', inputTokens: 10, atMs: 5 }

describe('the turn before', () => {
  it.each([
    ['one model at two hosts: the first of them', 'google/gemini', 'gemini'],
    ['two models: nobody can tell', 'google/flash', undefined],
  ])('known by a namespace that several read: %s', (_title, other, target) => {
    const several: HostModels = {
      ...models,
      language: new Map([...models.language, ['other', { model: {} as never, namespaces: new Set(['google']) }]]),
      modelOf: new Map([...models.modelOf, ['other', other]]),
    }
    const signed = { ...call, providerOptions: { google: { thoughtSignature: 'x' } } }
    expect(lastTurnOf(ask([signed], result), several)?.target).toBe(target)
  })

  it.each<[string, LanguageModelV4Prompt, object | undefined]>([
    ['there is none', [user], undefined],
    ['nobody can tell who made it', ask([{ type: 'text', text: 'hi' }], user), undefined],
    ['a plain answer', ask([{ type: 'text', text: 'hi', providerOptions: by }], user), { ...seen, isBound: false }],
    ['a plain call under way', ask([call], result), { ...seen, isBound: false }],
    ['a call after reasoning', ask([{ type: 'reasoning', text: 'hm' }, call], result), { ...seen, isBound: true }],
    [
      'a signed call',
      ask([{ ...call, providerOptions: { ...by, google: { thoughtSignature: 'x' } } }], result),
      { ...seen, isBound: true },
    ],
    ['a tool of the provider under way', ask([{ ...call, providerExecuted: true }]), { ...seen, isBound: true }],
    [
      'reasoning of a turn that is over',
      ask([{ type: 'reasoning', text: 'hm' }, call], result, user),
      { ...seen, isBound: false },
    ],
    [
      'known by its namespace',
      ask(
        [
          { type: 'reasoning', text: 'hm', providerOptions: { google: { thoughtSignature: 'x' } } },
          { ...call, providerOptions: undefined },
        ] as Content,
        result,
      ),
      { target: 'gemini', isBound: true, inputTokens: undefined, atMs: undefined },
    ],
    [
      'a mark that is none of ours',
      ask([{ type: 'text', text: 'x', providerOptions: { signalbox: { target: 7 } } }] as Content, user),
      undefined,
    ],
  ])('%s', (_title, prompt, expected) => {
    expect(lastTurnOf(prompt, models)).toEqual(expected)
  })
})
