import { describe, expect, it } from 'vitest'
import type { ReplyView } from '../outcome/reply-view.ts'
import type { RouteRequest } from '../request/route-request.ts'
import { allOf, anyOf } from './all-of.ts'
import { checks, type ChecksParams } from './checks.ts'
import { isRefusal } from './refusal.ts'
import { logprobs } from './logprobs.ts'
import { createGateResolver } from './resolve-gate.ts'

const resolve = createGateResolver(undefined)
const ask = (more: Partial<RouteRequest> = {}): RouteRequest => ({
  task: 'qa',
  messages: [{ role: 'user', content: 'Who wrote it, and when was that book published?' }],
  ...more,
})
const reply = (more: Partial<ReplyView> = {}): ReplyView => ({
  text: 'It was written by Ada in 1843.',
  toolCalls: [],
  logprobs: undefined,
  finish: { reason: 'stop' },
  usage: undefined,
  ...more,
})
const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['name'],
  additionalProperties: false,
}
const json: Partial<RouteRequest> = { responseFormat: { type: 'json', schema } }
const tool: Partial<RouteRequest> = {
  tools: [{ name: 'find', parameters: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] } }],
}
const german = {
  messages: [
    { role: 'user', content: 'Bitte erkläre mir, warum der Himmel in der Nacht so dunkel ist und nicht hell.' },
  ],
} as const

describe('checks', () => {
  it.each<[string, 'accept' | 'escalate', Partial<ReplyView>, Partial<RouteRequest>, ChecksParams?]>([
    ['a plain answer', 'accept', {}, {}],
    ['an empty text', 'escalate', { text: '  \n' }, {}],
    [
      'an empty text beside a tool call',
      'accept',
      { text: '', toolCalls: [{ name: 'find', argumentsJson: '{"id":1}' }] },
      tool,
    ],
    ['cut at the limit', 'escalate', { finish: { reason: 'length' } }, {}],
    ['cut, but not asked to mind', 'accept', { finish: { reason: 'length' } }, {}, { cut: false }],
    ["a provider's own filter", 'accept', { text: '', finish: { reason: 'content-filter' } }, {}],
    ['valid JSON', 'accept', { text: '{"name":"Ada","age":36}' }, json],
    [
      'a form that comes as a call',
      'accept',
      { target: 't', text: '', toolCalls: [{ name: 'whatever', argumentsJson: '{"name":"Ada"}' }] },
      { ...json, formatBy: { t: 'tool-call' } },
    ],
    [
      'a form that was to come as a call, as text',
      'escalate',
      { target: 't', text: '{"name":"Ada"}' },
      { ...json, formatBy: { t: 'tool-call' } },
    ],
    [
      'a form that another target was asked for as a call',
      'accept',
      { target: 't', text: '{"name":"Ada"}' },
      { ...json, formatBy: { other: 'tool-call' } },
    ],
    [
      'a call where the form was asked for natively',
      'escalate',
      { target: 't', text: '', toolCalls: [{ name: 'whatever', argumentsJson: '{"name":"Ada"}' }] },
      { ...json, formatBy: {} },
    ],
    [
      'a call that does not fit the form',
      'escalate',
      { target: 't', text: '', toolCalls: [{ name: 'whatever', argumentsJson: '{"age":3}' }] },
      { ...json, formatBy: { t: 'tool-call' } },
    ],
    ['no JSON at all', 'escalate', { text: 'Sure! Here it is' }, json],
    ['JSON in a fence', 'escalate', { text: '```json\n{"name":"Ada"}\n```' }, json],
    ['a missing field', 'escalate', { text: '{"age":3}' }, json],
    ['a wrong type', 'escalate', { text: '{"name":3}' }, json],
    ['below the minimum', 'escalate', { text: '{"name":"A","age":-1}' }, json],
    ['a field that is not allowed', 'escalate', { text: '{"name":"A","x":1}' }, json],
    ['a wrong item', 'escalate', { text: '{"name":"A","tags":[1]}' }, json],
    ['any JSON where there is no schema', 'accept', { text: '[1,2]' }, { responseFormat: { type: 'json' } }],
    ['good tool arguments', 'accept', { text: '', toolCalls: [{ name: 'find', argumentsJson: '{"id":1}' }] }, tool],
    [
      'tool arguments of the wrong type',
      'escalate',
      { text: '', toolCalls: [{ name: 'find', argumentsJson: '{"id":"one"}' }] },
      tool,
    ],
    ['tool arguments cut off', 'escalate', { text: '', toolCalls: [{ name: 'find', argumentsJson: '{"id":' }] }, tool],
    ['a tool nobody offered', 'escalate', { text: '', toolCalls: [{ name: 'rm', argumentsJson: '{}' }] }, tool],
    ['a refusal', 'escalate', { text: "I'm sorry, but I can't help with that." }, {}],
    [
      'the wrong language',
      'escalate',
      { text: 'The sky is dark because the universe is not infinitely old and so on.' },
      german,
    ],
    [
      'the right language',
      'accept',
      { text: 'Der Himmel ist dunkel, weil das Licht der fernen Sterne uns nicht erreicht hat.' },
      german,
    ],
    [
      'another language, asked for',
      'accept',
      { text: 'The sky is dark because the universe is not infinitely old and so on.' },
      {
        messages: [
          { role: 'user', content: 'Bitte erkläre mir auf Englisch, warum der Himmel in der Nacht so dunkel ist.' },
        ],
      },
    ],
    ['a short label says nothing of its language', 'accept', { text: 'positive' }, german],
  ])('%s: %s', (_, verdict, view, request, params) => {
    expect(resolve(checks(params), ask(request)).judge(reply(view), []).kind).toBe(verdict)
  })
})

it('a schema that refers to itself from every branch ends', () => {
  const schema = { anyOf: [{ $ref: '#' }, { $ref: '#' }, { $ref: '#' }], type: 'string' }
  const request = ask({ responseFormat: { type: 'json', schema } })
  expect(resolve(checks(), request).judge(reply({ text: '"x"' }), []).kind).toBe('accept')
  expect(resolve(checks(), request).judge(reply({ text: '1' }), []).kind).toBe('escalate')
})

describe('a refusal', () => {
  it.each([
    "I can't help with that.",
    'Es tut mir leid, aber ich kann das nicht tun.',
    'Je ne peux pas vous aider.',
    'Lo siento, pero no puedo ayudar con eso.',
    '抱歉，我无法提供帮助。',
    '申し訳ありませんが、お答えできません。',
    '죄송하지만 도와드릴 수 없습니다.',
    'Desculpe, mas não posso ajudar.',
    'Mi dispiace, ma non posso farlo.',
    'Przykro mi, ale nie mogę tego zrobić.',
    'К сожалению, я не могу помочь.',
    'Üzgünüm, ancak yardımcı olamam.',
    'عذرًا، لا أستطيع فعل ذلك.',
    'मुझे खेद है, मैं ऐसा नहीं कर सकता।',
    'Xin lỗi, tôi không thể làm điều đó.',
    'Maaf, saya tidak dapat membantu.',
  ])('%s', (text) => {
    expect(isRefusal(text)).toBe(true)
  })

  it.each([
    'The mayor said: "I cannot help".'.padStart(300, 'The council met. '),
    'Sorry for the delay! Your parcel is on its way.',
    '',
    'I can help with that.',
  ])('is not: %s', (text) => {
    expect(isRefusal(text)).toBe(false)
  })
})

describe('logprobs', () => {
  const sure = [-0.01, -0.02, -0.03]
  const unsure = [-0.01, -2.5, -0.02]
  it.each([
    [sure, { atLeast: 0.9 }, 'accept'],
    [unsure, { atLeast: 0.9 }, 'escalate'],
    [unsure, { atLeast: 0.4 }, 'accept'],
    [unsure, { atLeast: 0.4, measure: 'min' }, 'escalate'],
    [unsure, { atLeast: 0.05, measure: 'p10' }, 'accept'],
    [[], { atLeast: 0.1 }, 'abstain'],
    [undefined, { atLeast: 0.1 }, 'abstain'],
  ] as const)('%j with %j: %s', (values, params, verdict) => {
    expect(resolve(logprobs(params), ask()).judge(reply({ logprobs: values }), []).kind).toBe(verdict)
  })

  it.each([undefined, -0.1, 1.1, Number.NaN, '0.5'])('refuses atLeast %s', (atLeast) => {
    expect(() => resolve({ name: 'logprobs', params: { atLeast } }, ask())).toThrow(/atLeast between 0 and 1/)
  })
})

describe('several gates', () => {
  const yes = checks()
  const no = checks({})
  const silent = logprobs({ atLeast: 0.5 })
  const good = reply()
  const empty = reply({ text: '' })
  it.each([
    ['all accept', allOf(yes, no), good, 'accept'],
    ['one escalates', allOf(yes, silent), empty, 'escalate'],
    ['one abstains, one accepts', allOf(silent, yes), good, 'accept'],
    ['all abstain', allOf(silent, silent), good, 'abstain'],
    ['any accepts', anyOf(yes, silent), good, 'accept'],
    ['any: none accepts, one escalates', anyOf(yes, silent), empty, 'escalate'],
    ['any: all abstain', anyOf(silent), good, 'abstain'],
  ])('%s', (_, gate, view, verdict) => {
    expect(resolve(gate, ask()).judge(view, []).kind).toBe(verdict)
  })

  it('an unknown gate is named', () => {
    expect(() => resolve({ name: 'vibes', params: {} }, ask())).toThrow(/vibes/)
  })
})
