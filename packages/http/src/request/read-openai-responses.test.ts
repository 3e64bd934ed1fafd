import { describe, expect, it } from 'vitest'
import { BadRequest } from './bad-request.ts'
import { readClientRequest } from './read-client-request.ts'
import type { ClientField } from './wire-request.ts'

type Json = Record<string, unknown>

const body = (more: Json = {}): Json => ({ model: 'auto', input: 'Hi', ...more })
const read = (json: Json): ReturnType<typeof readClientRequest> =>
  readClientRequest({ dialect: 'openai-responses', json })
const field = (kind: ClientField['kind'], name: string, as?: ClientField['as']): ClientField => ({ kind, name, as })
const byName = (fields: readonly ClientField[] = []): readonly ClientField[] =>
  [...fields].sort((a, b) => (a.name < b.name ? -1 : 1))
const png = 'data:image/png;base64,AAAA'
const pngMedia = {
  type: 'media',
  modality: 'image',
  mediaType: 'image/png',
  source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' },
}

describe('a responses body', () => {
  it('is read as a whole', () => {
    const { request, stream, wantsUsage } = read(
      body({ instructions: 'Be brief.', stream: true, max_output_tokens: 9 }),
    )
    expect({ stream, wantsUsage }).toEqual({ stream: true, wantsUsage: true })
    expect(request).toMatchObject({
      model: 'auto',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      maxOutputTokens: 9,
      fields: [field('meaning', 'max_output_tokens', 'maxOutputTokens')],
    })
  })

  it.each<[string, Json, Json, readonly ClientField[]]>([
    ['nothing more', {}, { fields: [] }, []],
    [
      'effort',
      { reasoning: { effort: 'low' } },
      { sampling: { reasoningEffort: 'low' } },
      [field('tuning', 'reasoning.effort', 'reasoningEffort')],
    ],
    ['a summary', { reasoning: { summary: 'auto' } }, {}, [field('tuning', 'reasoning.summary')]],
    [
      'verbosity',
      { text: { verbosity: 'low' } },
      { sampling: { verbosity: 'low' } },
      [field('tuning', 'text.verbosity', 'verbosity')],
    ],
    ['text', { text: { format: { type: 'text' } } }, { responseFormat: { type: 'text' } }, []],
    [
      'JSON',
      { text: { format: { type: 'json_object' } } },
      { responseFormat: { type: 'json' } },
      [field('meaning', 'text.format', 'jsonObject')],
    ],
    [
      'a schema',
      { text: { format: { type: 'json_schema', name: 'a', schema: { type: 'object' } } } },
      { responseFormat: { type: 'json', name: 'a', schema: { type: 'object' } } },
      [field('meaning', 'text.format', 'jsonSchema')],
    ],
    ['another format', { text: { format: { type: 'grammar' } } }, {}, [field('meaning', 'text.format.type')]],
    [
      'log-probabilities',
      { include: ['message.output_text.logprobs'], top_logprobs: 3 },
      { logprobs: true, sampling: { topLogprobs: 3 } },
      [field('meaning', 'top_logprobs', 'topLogprobs'), field('meaning', 'include[0]', 'logprobs')],
    ],
    ['other inclusions', { include: ['reasoning.encrypted_content', 'x'] }, {}, [field('tuning', 'include[0]')]],
    ['a response before', { previous_response_id: 'r1' }, {}, [field('meaning', 'previous_response_id')]],
    ['a conversation', { conversation: { id: 'c' } }, {}, [field('meaning', 'conversation')]],
    ['a prompt', { prompt: { id: 'p' } }, {}, [field('meaning', 'prompt')]],
    ['background', { background: true }, {}, [field('meaning', 'background')]],
    ['foreground', { background: false }, {}, []],
    ['store', { store: false }, { sampling: { openai: { store: false } } }, [field('tuning', 'store', 'store')]],
    ['truncation', { truncation: 'auto' }, {}, [field('tuning', 'truncation')]],
    [
      'what its own defaults say too',
      { store: true, truncation: 'disabled', metadata: {}, service_tier: 'auto', text: { verbosity: 'medium' } },
      {},
      [],
    ],
    ['alternatives to nothing', { top_logprobs: 3 }, { sampling: { topLogprobs: 3 } }, []],
    [
      'no padding',
      { stream_options: { include_obfuscation: false } },
      {},
      [field('tuning', 'stream_options.include_obfuscation')],
    ],
    [
      'a strict schema, described',
      { text: { format: { type: 'json_schema', name: 'a', description: 'd', schema: {}, strict: true } } },
      { responseFormat: { type: 'json', name: 'a', description: 'd', schema: {}, strict: true } },
      [field('meaning', 'text.format', 'jsonSchema')],
    ],
    [
      'strict tools',
      { tools: [{ type: 'function', name: 'a', strict: true }] },
      { tools: [{ name: 'a', strict: true }] },
      [field('meaning', 'tools', 'tools'), field('tuning', 'tools[0].strict', 'strictTools')],
    ],
    ['unknown', { whatever: 1 }, {}, [field('tuning', 'whatever')]],
    [
      'sampling',
      { temperature: 1, top_p: 1, parallel_tool_calls: true, user: 'u' },
      { sampling: { temperature: 1, topP: 1, parallelToolCalls: true, user: 'u' } },
      [
        field('tuning', 'temperature', 'temperature'),
        field('tuning', 'top_p', 'topP'),
        field('tuning', 'parallel_tool_calls', 'parallelToolCalls'),
        field('tuning', 'user', 'user'),
      ],
    ],
    [
      'tools',
      {
        tools: [{ type: 'function', name: 'a', parameters: {}, strict: false }, { type: 'web_search' }],
        tool_choice: { type: 'function', name: 'a' },
      },
      { tools: [{ name: 'a', parameters: {} }], toolChoice: { name: 'a' } },
      [
        field('meaning', 'tools', 'tools'),
        field('meaning', 'tools[1].type'),
        field('meaning', 'tool_choice', 'toolChoice'),
      ],
    ],
    ['a tool of its own', { tool_choice: { type: 'web_search' } }, {}, [field('meaning', 'tool_choice.type')]],
  ])('says %s', (_, more, expected, fields) => {
    const { request } = read(body(more))
    expect(request).toMatchObject(expected)
    expect(byName(request.fields)).toEqual(byName(fields))
  })
})

describe('items', () => {
  it.each<[string, unknown[], unknown[]]>([
    ['a message without type', [{ role: 'user', content: 'Hi' }], [{ role: 'user', content: 'Hi' }]],
    ['developer', [{ type: 'message', role: 'developer', content: 'Hi' }], [{ role: 'system', content: 'Hi' }]],
    [
      'parts',
      [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Hi' },
            { type: 'input_image', image_url: png, detail: 'low' },
          ],
        },
      ],
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi' },
            { ...pngMedia, detail: 'low' },
          ],
        },
      ],
    ],
    [
      'calls side by side, and their results',
      [
        { role: 'user', content: 'Weather?' },
        { type: 'reasoning', id: 'r', summary: [], encrypted_content: 'x' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Let me see.' }] },
        { type: 'function_call', call_id: 'a', name: 'w', arguments: '{}' },
        { type: 'function_call', call_id: 'b', name: 'w', arguments: '{}' },
        { type: 'function_call_output', call_id: 'a', output: '3' },
        {
          type: 'function_call_output',
          call_id: 'b',
          output: [
            { type: 'input_text', text: '4' },
            { type: 'input_image', image_url: png },
          ],
        },
      ],
      [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me see.' },
            { type: 'tool-call', id: 'a', name: 'w', argumentsJson: '{}' },
            { type: 'tool-call', id: 'b', name: 'w', argumentsJson: '{}' },
          ],
        },
        {
          role: 'tool',
          content: [{ type: 'tool-result', id: 'a', text: '3' }, { type: 'tool-result', id: 'b', text: '4' }, pngMedia],
        },
      ],
    ],
    [
      'a text, then a call',
      [
        { role: 'assistant', content: 'Let me see.' },
        { type: 'function_call', call_id: 'a', name: 'w', arguments: '{}' },
      ],
      [
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me see.' },
            { type: 'tool-call', id: 'a', name: 'w', argumentsJson: '{}' },
          ],
        },
      ],
    ],
    [
      'a refusal',
      [{ role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }],
      [{ role: 'assistant', content: [{ type: 'text', text: 'No.' }] }],
    ],
  ])('%s', (_, input, messages) => {
    expect(read({ model: 'auto', input }).request.messages).toEqual(messages)
  })

  it.each<[string, unknown, ClientField]>([
    [
      'a file at an address',
      { type: 'input_file', file_url: 'https://a.test/x.pdf' },
      field('meaning', 'input[0].content[0].file_url', 'fileUrl'),
    ],
    [
      'a file',
      { type: 'input_file', file_data: 'data:application/pdf;base64,AA' },
      field('meaning', 'input[0].content[0].file_data', 'fileBytes'),
    ],
    ['a file that OpenAI keeps', { type: 'input_file', file_id: 'f' }, field('meaning', 'input[0].content[0].file_id')],
    [
      'a picture at an address',
      { type: 'input_image', image_url: 'https://a.test' },
      field('meaning', 'input[0].content[0].image_url', 'imageUrl'),
    ],
    [
      'a picture that OpenAI keeps',
      { type: 'input_image', file_id: 'f' },
      field('meaning', 'input[0].content[0].file_id'),
    ],
    [
      'sound',
      { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
      field('meaning', 'input[0].content[0].input_audio', 'audio'),
    ],
    ['something new', { type: 'input_smell' }, field('meaning', 'input[0].content[0].type')],
  ])('note %s', (_, part, noted) => {
    const content = [part, { type: 'input_text', text: 'Hi' }]
    expect(read({ model: 'auto', input: [{ role: 'user', content }] }).request.fields).toEqual([noted])
  })

  it.each<[string, Json, readonly ClientField[]]>([
    ['silence', body({ input: ' \n' }), [field('meaning', 'input', 'silence')]],
    ['instructions alone, which are something', body({ instructions: 'Write.', input: '' }), []],
    [
      'an instruction in the midst',
      body({
        input: [
          { role: 'system', content: 'a' },
          { role: 'user', content: 'b' },
          { role: 'developer', content: 'c' },
        ],
      }),
      [field('tuning', 'input[2].role', 'laterInstruction')],
    ],
    [
      'how closely to look',
      body({
        input: [{ role: 'user', content: [{ type: 'input_image', image_url: png, detail: 'high' }] }],
      }),
      [
        field('tuning', 'input[0].content[0].detail', 'imageDetail'),
        field('meaning', 'input[0].content[0].image_url', 'imageBytes'),
      ],
    ],
  ])('note %s', (_, json, fields) => {
    expect(read(json).request.fields).toEqual(fields)
  })

  it('hold the thinking of this gateway, for who wants it back', () => {
    const { request } = read({
      model: 'auto',
      input: [
        { role: 'user', content: 'Go.' },
        { type: 'reasoning', id: 'rs_signalbox_1', summary: [{ type: 'summary_text', text: 'hm' }, { type: 'odd' }] },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
      ],
    })
    expect(request.fields).toEqual([field('tuning', 'input[1]', 'reasoning')])
    expect(request.messages[1]).toEqual({
      role: 'assistant',
      content: [{ type: 'tool-call', id: 'c', name: 'f', argumentsJson: '{}' }],
      reasoning: 'hm',
    })
  })

  it('note what only OpenAI knows, each kind once', () => {
    const { request } = read({
      model: 'auto',
      input: [
        { type: 'reasoning', id: 'r' },
        { type: 'item_reference', id: 'x' },
        { type: 'item_reference', id: 'y' },
        { type: 'web_search_call', id: 'z' },
      ],
    })
    expect(request.fields).toEqual([
      field('tuning', 'input[0]'),
      field('meaning', 'input[1].type'),
      field('meaning', 'input[3].type'),
    ])
  })
})

describe('a responses body is refused', () => {
  const item = (value: unknown): Json => body({ input: [value] })
  it.each<[string, string, Json]>([
    ['model', 'missing_required_parameter', { input: 'Hi' }],
    ['input', 'missing_required_parameter', { model: 'auto' }],
    ['input', 'invalid_type', body({ input: 5 })],
    ['input', 'invalid_value', body({ input: [] })],
    ['instructions', 'invalid_type', body({ instructions: ['a'] })],
    ['temperature', 'invalid_value', body({ temperature: 3 })],
    ['max_output_tokens', 'invalid_value', body({ max_output_tokens: 0 })],
    ['top_logprobs', 'invalid_value', body({ top_logprobs: -1 })],
    ['reasoning.effort', 'invalid_type', body({ reasoning: { effort: 1 } })],
    ['include', 'invalid_type', body({ include: [1] })],
    ['text', 'invalid_type', body({ text: 'json' })],
    ['text.format.name', 'missing_required_parameter', body({ text: { format: { type: 'json_schema' } } })],
    [
      'text.format.schema',
      'missing_required_parameter',
      body({ text: { format: { type: 'json_schema', name: 'a' } } }),
    ],
    ['tools[0].name', 'missing_required_parameter', body({ tools: [{ type: 'function' }] })],
    ['tools[0].type', 'missing_required_parameter', body({ tools: [{}] })],
    ['tool_choice', 'invalid_value', body({ tool_choice: 'maybe' })],
    ['input[0]', 'invalid_type', item('Hi')],
    ['input[0].role', 'missing_required_parameter', item({ content: 'a' })],
    ['input[0].role', 'invalid_value', item({ role: 'tool', content: 'a' })],
    ['input[0].content', 'missing_required_parameter', item({ role: 'user' })],
    ['input[0].content', 'invalid_type', item({ role: 'user', content: 1 })],
    [
      'input[0].content[0].text',
      'missing_required_parameter',
      item({ role: 'user', content: [{ type: 'input_text' }] }),
    ],
    [
      'input[0].content[0].image_url',
      'missing_required_parameter',
      item({ role: 'user', content: [{ type: 'input_image' }] }),
    ],
    [
      'input[0].content[0].image_url',
      'invalid_type',
      item({ role: 'user', content: [{ type: 'input_image', image_url: {} }] }),
    ],
    ['input[0].call_id', 'missing_required_parameter', item({ type: 'function_call' })],
    ['input[0].arguments', 'invalid_type', item({ type: 'function_call', call_id: 'a', name: 'b', arguments: {} })],
    ['input[0].output', 'missing_required_parameter', item({ type: 'function_call_output', call_id: 'a' })],
    ['input[0].output', 'invalid_type', item({ type: 'function_call_output', call_id: 'a', output: 5 })],
  ])('%s: %s', (param, code, json) => {
    expect(() => read(json)).toThrow(BadRequest)
    expect(() => read(json)).toThrow(expect.objectContaining({ status: 400, param, code }))
  })
})
