import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import { cleanPrompt, type CleanFor } from './clean-prompt.ts'

const sonnet: CleanFor = {
  id: 'sonnet',
  namespaces: new Set(['anthropic']),
  claimed: new Set(['anthropic', 'google', 'openai']),
  takesBackFrom: (target) => target === 'sonnet' || target === 'sonnet-eu',
}
const mark = (target: string) => ({ target, inputTokens: 10, atMs: 1 })
const by = (target: string, more: object = {}) => ({ signalbox: mark(target), ...more })
const user: LanguageModelV4Message = { role: 'user', content: [{ type: 'text', text: 'Weather?' }] }
const assistant = (
  ...content: Extract<LanguageModelV4Message, { role: 'assistant' }>['content']
): LanguageModelV4Message => ({
  role: 'assistant',
  content,
})
const result = (toolCallId: string, providerOptions?: object): LanguageModelV4Message => ({
  role: 'tool',
  content: [
    {
      type: 'tool-result',
      toolCallId,
      toolName: 'weather',
      output: { type: 'text', value: 'sunny' },
      ...(providerOptions && { providerOptions: providerOptions as never }),
    },
  ],
})

describe('what a target made itself', () => {
  it.each(['sonnet', 'sonnet-eu'])('goes back to it whole but for our marks: %s', (target) => {
    const { prompt, dropped } = cleanPrompt(
      [
        user,
        assistant(
          { type: 'reasoning', text: 'Hm.', providerOptions: by(target, { anthropic: { signature: 'abc' } }) },
          { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {}, providerOptions: by(target) },
        ),
        result('1'),
      ],
      sonnet,
    )
    expect(dropped).toBe(0)
    expect(prompt[1]).toEqual(
      assistant(
        { type: 'reasoning', text: 'Hm.', providerOptions: { anthropic: { signature: 'abc' } } },
        { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {} },
      ),
    )
  })
})

describe('parts with the mark of a target they may go back to', () => {
  it('keep every namespace, whatever its maker calls itself', () => {
    const made = { openai: { itemId: 'msg_1' }, google: { thoughtSignature: 'g' } }
    const { prompt } = cleanPrompt(
      [
        user,
        assistant(
          { type: 'text', text: 'Hm.', providerOptions: by('sonnet-eu', made) },
          { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {}, providerOptions: made },
        ),
        result('1', by('sonnet-eu', made)),
      ],
      sonnet,
    )
    expect(prompt[1]).toEqual(
      assistant(
        { type: 'text', text: 'Hm.', providerOptions: made },
        { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {}, providerOptions: made },
      ),
    )
    expect(prompt[2]).toEqual(result('1', made))
  })
})

describe('what another target made', () => {
  const foreign: LanguageModelV4Prompt = [
    user,
    assistant(
      {
        type: 'reasoning',
        text: 'Secret thoughts.',
        providerOptions: by('gemini', { google: { thoughtSignature: 'g' } }),
      },
      { type: 'text', text: 'Let me look.', providerOptions: { openai: { itemId: 'msg_1' } } },
      {
        type: 'tool-call',
        toolCallId: '1',
        toolName: 'weather',
        input: {},
        providerOptions: { google: { thoughtSignature: 'g' } },
      },
      { type: 'tool-call', toolCallId: '2', toolName: 'web_search', input: {}, providerExecuted: true },
      { type: 'tool-result', toolCallId: '2', toolName: 'web_search', output: { type: 'text', value: 'found' } },
      { type: 'custom', kind: 'openai.compaction' },
    ),
    {
      role: 'tool',
      content: [
        ...(result('1', { google: { thoughtSignature: 'g' } }).content as never[]),
        { type: 'tool-approval-response', approvalId: 'a', approved: true },
      ],
    },
  ]

  it('loses reasoning, signatures, item ids and the tools of its provider, and keeps text, calls and results', () => {
    const { prompt, dropped } = cleanPrompt(foreign, sonnet)
    expect(prompt).toEqual([
      user,
      assistant(
        { type: 'text', text: 'Let me look.' },
        { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {} },
      ),
      result('1'),
    ])
    expect(dropped).toBe(5)
  })

  it('reasoning is never turned into text', () => {
    expect(JSON.stringify(cleanPrompt(foreign, sonnet).prompt)).not.toContain('Secret')
  })

  it('a message of which nothing is left is left out', () => {
    const { prompt } = cleanPrompt(
      [user, assistant({ type: 'reasoning', text: 'x', providerOptions: by('gemini') }), user],
      sonnet,
    )
    expect(prompt).toEqual([user, user])
  })

  it("the caller's own objects are not touched", () => {
    const before = structuredClone(foreign)
    cleanPrompt(foreign, sonnet)
    expect(foreign).toEqual(before)
  })
})

describe('an approval', () => {
  const approval: LanguageModelV4Message = {
    role: 'tool',
    content: [{ type: 'tool-approval-response', approvalId: 'a', approved: true }],
  }
  const call = (target: string) =>
    assistant({ type: 'tool-call', toolCallId: target, toolName: 'w', input: {}, providerOptions: by(target) })

  it.each([
    ['of the target itself stays, though another was at work before', ['gemini', 'sonnet'], 1],
    ['of another goes, though the target was at work before', ['sonnet', 'gemini'], 0],
  ])('%s', (_title, [first = '', second = ''], count) => {
    const { prompt } = cleanPrompt([user, call(first), result(first), user, call(second), approval], sonnet)
    expect(prompt.filter((message) => message === approval)).toHaveLength(count)
  })
})

it('the late result of a dropped call goes as well, whoever wrote the message it stands in', () => {
  const late = { type: 'tool-result', toolCallId: '2', toolName: 'web', output: { type: 'text', value: 'x' } } as const
  const { prompt, dropped } = cleanPrompt(
    [
      assistant({
        type: 'tool-call',
        toolCallId: '2',
        toolName: 'web',
        input: {},
        providerExecuted: true,
        providerOptions: by('gemini'),
      }),
      assistant(late, { type: 'text', text: 'Found.', providerOptions: by('sonnet') }),
    ],
    sonnet,
  )
  expect(prompt).toEqual([assistant({ type: 'text', text: 'Found.' })])
  expect(dropped).toBe(2)
})

describe('a turn without a mark', () => {
  it('is known by the namespaces it carries', () => {
    const { dropped } = cleanPrompt(
      [user, assistant({ type: 'reasoning', text: 'x', providerOptions: { google: { thoughtSignature: 'g' } } })],
      sonnet,
    )
    expect(dropped).toBe(1)
  })

  it.each([
    ['a provider among the models', { google: {} }, 1],
    ['a provider that is not', { mistral: {} }, 1],
    ["the app's own notes", { myApp: { id: 7 } }, 0],
    ['both the target and another', { google: {}, anthropic: {} }, 0],
  ])('which are names of providers: %s', (_title, providerOptions, count) => {
    const { dropped } = cleanPrompt([user, assistant({ type: 'reasoning', text: 'x', providerOptions })], sonnet)
    expect(dropped).toBe(count)
  })

  it('and stays as it is where it carries none', () => {
    const prompt = [user, assistant({ type: 'reasoning', text: 'x' }, { type: 'text', text: 'y' })]
    expect(cleanPrompt(prompt, sonnet).prompt).toBe(prompt)
  })
})

describe('options on parts', () => {
  it.each([
    [{ anthropic: { cacheControl: 1 } }, { anthropic: { cacheControl: 1 } }],
    [{ google: { x: 1 } }, undefined],
    [{ nobody: { x: 1 } }, { nobody: { x: 1 } }],
    [{ anthropic: { a: 1 }, google: { x: 1 } }, { anthropic: { a: 1 } }],
  ])('%j -> %j', (given, kept) => {
    const { prompt } = cleanPrompt([{ role: 'system', content: 'Be brief.', providerOptions: given }], sonnet)
    expect(prompt[0]?.providerOptions).toEqual(kept)
  })

  it('also inside the result of a tool', () => {
    const given = { anthropic: { cacheControl: 1 }, google: { x: 1 } }
    const output = (providerOptions: object) =>
      ({ type: 'content', value: [{ type: 'text', text: 'sunny', providerOptions }] }) as never
    const holding = (of: never): LanguageModelV4Message => ({
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: '1', toolName: 'weather', output: of }],
    })
    expect(cleanPrompt([holding(output(given))], sonnet).prompt).toEqual([
      holding(output({ anthropic: { cacheControl: 1 } })),
    ])
    const plain = { type: 'text', value: 'sunny', providerOptions: { google: { x: 1 } } } as never
    expect(cleanPrompt([holding(plain)], sonnet).prompt).toEqual([holding({ type: 'text', value: 'sunny' } as never)])
  })

  it('a prompt without anything to take out is the same object', () => {
    const prompt = [user, assistant({ type: 'text', text: 'hello' }), user]
    expect(cleanPrompt(prompt, sonnet).prompt).toBe(prompt)
  })
})
