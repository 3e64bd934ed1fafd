import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { expressible } from './expressible.ts'
import { lostFields, unfitTargets } from './lost-fields.ts'
import type { ClientField, Expressible, Sampling, WirePart, WireRequest } from './wire-request.ts'

const dialects = ['openai-chat', 'openai-responses', 'anthropic-messages'] as const

function requestOf(as: Expressible | undefined, sampling?: Sampling, part?: WirePart): WireRequest {
  return {
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, ...(part === undefined ? [] : [part])] }],
    sampling,
    fields: [{ name: 'field', kind: 'tuning', as }],
  }
}

const bytes = (modality: 'audio' | 'file' | 'image', mediaType: string): WirePart => ({
  type: 'media',
  modality,
  source: { kind: 'base64', mediaType, data: 'AA==' },
})

/** chat, responses, anthropic: `-` = lost there. */
const table: readonly [string, string, Expressible | undefined, Sampling?, WirePart?][] = [
  ['no counterpart', '---', undefined],
  ['temperature', '+++', 'temperature', { temperature: 1 }],
  ['temperature above 1', '++-', 'temperature', { temperature: 1.1 }],
  ['topP', '+++', 'topP'],
  ['topK', '--+', 'topK'],
  ['stop', '+-+', 'stop'],
  ['stops of white space', '+--', 'stop', { stop: ['END', '\n\n'] }],
  ['four stops', '+-+', 'stop', { stop: ['a', 'b', 'c', 'd'] }],
  ['five stops', '--+', 'stop', { stop: ['a', 'b', 'c', 'd', 'e'] }],
  ['what OpenAI has twice', '++-', 'metadata'],
  ['seed', '+--', 'seed'],
  ['penalties', '+--', 'frequencyPenalty'],
  ['choices', '+--', 'choices'],
  ['logprobs', '++-', 'logprobs'],
  ['tools', '+++', 'tools'],
  ['parallelToolCalls', '+++', 'parallelToolCalls'],
  ['jsonObject', '++-', 'jsonObject'],
  ['jsonSchema', '+++', 'jsonSchema'],
  ['effort', '+++', 'reasoningEffort', { reasoningEffort: 'high' }],
  ['no effort', '++-', 'reasoningEffort', { reasoningEffort: 'none' }],
  ['a budget for thoughts', '--+', 'reasoningBudgetTokens'],
  ['verbosity', '++-', 'verbosity'],
  ['user', '+++', 'user'],
  ['image', '+++', 'imageBytes', undefined, bytes('image', 'image/png')],
  ['wav', '+--', 'audio', undefined, bytes('audio', 'audio/wav')],
  ['ogg', '---', 'audio', undefined, bytes('audio', 'audio/ogg')],
  ['video', '---', 'video'],
  ['a file at an address', '-++', 'fileUrl'],
  ['a pdf', '+++', 'fileBytes', undefined, bytes('file', 'application/pdf')],
  ['a spreadsheet', '++-', 'fileBytes', undefined, bytes('file', 'application/vnd.ms-excel')],
]

describe.each(dialects)('to %s', (to) => {
  it.each(table)('%s: %s', (_, where, as, sampling, part) => {
    const from = dialects.find((one) => one !== to) ?? to
    const isLost = where[dialects.indexOf(to)] === '-'
    expect(lostFields(requestOf(as, sampling, part), from, to)).toEqual({
      meaning: [],
      tuning: isLost ? ['field'] : [],
    })
  })
})

const closed = { type: 'object', properties: {}, additionalProperties: false }

it.each<[string, string, Expressible, Partial<WireRequest>]>([
  ['strict tools', '+++', 'strictTools', { tools: [{ name: 'a', strict: true, parameters: closed }, { name: 'b' }] }],
  ['strict tools with loose schemas', '---', 'strictTools', { tools: [{ name: 'a', strict: true, parameters: {} }] }],
  ['names', '+++', 'tools', { tools: [{ name: 'a'.repeat(64) }] }],
  ['long names', '--+', 'tools', { tools: [{ name: 'a' }, { name: 'a'.repeat(65) }] }],
  ['very long names', '---', 'tools', { tools: [{ name: 'a'.repeat(129) }] }],
  ['names of other characters', '---', 'tools', { tools: [{ name: 'ns.look' }] }],
  ['thinking of before', '+--', 'reasoning', {}],
  ['an instruction in the midst', '++-', 'laterInstruction', {}],
  ['silence', '++-', 'silence', {}],
  ['how closely to look', '++-', 'imageDetail', {}],
  ['a limit', '+++', 'maxOutputTokens', { maxOutputTokens: 1 }],
  ['no answer at all', '--+', 'maxOutputTokens', { maxOutputTokens: 0 }],
])('%s: %s', (_, where, as, request) => {
  for (const [index, to] of dialects.entries()) {
    const from = dialects.find((one) => one !== to) ?? to
    expect(lostFields({ ...requestOf(as), ...request }, from, to).tuning, to).toHaveLength(where[index] === '-' ? 1 : 0)
  }
})

it('every field is lost once or not at all, by kind and in order; in its own dialect none is', () => {
  const field = fc.record({
    name: fc.string(),
    kind: fc.constantFrom('meaning' as const, 'tuning' as const),
    as: fc.constantFrom<Expressible | undefined>(undefined, 'seed', 'topK', 'tools', 'video', 'jsonObject'),
  })
  const dialect = fc.constantFrom(...dialects)
  fc.assert(
    fc.property(fc.array(field), dialect, dialect, (fields: readonly ClientField[], from, to) => {
      const { meaning, tuning } = lostFields({ messages: [], fields }, from, to)
      const isLost = ({ as }: ClientField): boolean => from !== to && (as === undefined || !expressible[to].has(as))
      const namesOf = (kind: string): string[] =>
        fields.filter((one) => one.kind === kind && isLost(one)).map(({ name }) => name)
      expect({ meaning, tuning }).toEqual({ meaning: namesOf('meaning'), tuning: namesOf('tuning') })
    }),
  )
})

describe('targets that cannot be sent it', () => {
  const dialectOf = (target: string): (typeof dialects)[number] | undefined =>
    ({ chat: 'openai-chat', claude: 'anthropic-messages' } as const)[target]
  const targets = ['chat', 'claude', 'nowhere'].map((id) => ({ id, model: 'v/m' }))
  const request: WireRequest = {
    messages: [],
    fields: [
      { name: 'seed', kind: 'tuning', as: 'seed' },
      { name: 'n', kind: 'meaning', as: 'choices' },
      { name: 'made_up', kind: 'tuning' },
    ],
  }
  const input = { request, targets, dialectOf, from: 'openai-chat' } as const

  it('for want of meaning', () => {
    expect([...unfitTargets({ ...input, onUnsupported: 'drop' })]).toEqual([
      ['claude', { field: 'n', reason: 'cannot be sent "n": the dialect anthropic-messages has no counterpart' }],
    ])
  })

  it.each([
    ['drop', []],
    ['refuse', ['seed']],
  ] as const)('for want of tuning, when told to %s', (onUnsupported, expected) => {
    const fields = request.fields?.filter(({ kind }) => kind === 'tuning')
    const unfit = unfitTargets({ ...input, request: { messages: [], fields }, onUnsupported })
    expect([...unfit.values()].map(({ field }) => field)).toEqual(expected)
  })
})
