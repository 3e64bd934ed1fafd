import { describe, expect, it } from 'vitest'
import { BadRequest } from './bad-request.ts'
import { readClientRequest } from './read-client-request.ts'
import type { ClientField } from './wire-request.ts'

type Json = Record<string, unknown>

const body = (more: Json = {}): Json => ({
  model: 'auto',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'Hi' }],
  ...more,
})
const read = (json: Json): ReturnType<typeof readClientRequest> =>
  readClientRequest({ dialect: 'anthropic-messages', json })
const field = (kind: ClientField['kind'], name: string, as?: ClientField['as']): ClientField => ({ kind, name, as })
const limit = field('meaning', 'max_tokens', 'maxOutputTokens')
const blocks = (...content: unknown[]): Json => body({ messages: [{ role: 'user', content }] })
const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
const pngMedia = {
  type: 'media',
  modality: 'image',
  mediaType: 'image/png',
  source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' },
}
const cache = { cache_control: { type: 'ephemeral' } }

describe('a messages body', () => {
  it('is read as a whole', () => {
    const { request, stream, wantsUsage } = read(body({ system: 'Be brief.', stream: true }))
    expect({ stream, wantsUsage }).toEqual({ stream: true, wantsUsage: true })
    expect(request).toMatchObject({
      model: 'auto',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
      maxOutputTokens: 50,
      fields: [limit],
    })
  })

  it('may ask for no answer: that fills a cache', () => {
    expect(read(body({ max_tokens: 0 })).request.maxOutputTokens).toBe(0)
  })

  it.each<[string, Json, Json, readonly ClientField[]]>([
    [
      'sampling',
      { temperature: 1, top_p: 0.9, top_k: 5 },
      { sampling: { temperature: 1, topP: 0.9, topK: 5 } },
      [
        field('tuning', 'temperature', 'temperature'),
        field('tuning', 'top_p', 'topP'),
        field('tuning', 'top_k', 'topK'),
      ],
    ],
    [
      'stops',
      { stop_sequences: ['END'] },
      { sampling: { stop: ['END'] } },
      [field('meaning', 'stop_sequences', 'stop')],
    ],
    ['no stops', { stop_sequences: [] }, {}, []],
    [
      'a user',
      { metadata: { user_id: 'u' } },
      { sampling: { user: 'u' } },
      [field('tuning', 'metadata.user_id', 'user')],
    ],
    [
      'thinking',
      { thinking: { type: 'enabled', budget_tokens: 2_000 } },
      { sampling: { reasoningBudgetTokens: 2_000 } },
      [field('tuning', 'thinking', 'reasoningBudgetTokens')],
    ],
    ['thinking as needed', { thinking: { type: 'adaptive' } }, {}, [field('tuning', 'thinking')]],
    [
      'effort and a schema',
      { output_config: { effort: 'high', format: { type: 'json_schema', schema: { type: 'object' } } } },
      { sampling: { reasoningEffort: 'high' }, responseFormat: { type: 'json', schema: { type: 'object' } } },
      [
        field('tuning', 'output_config.effort', 'reasoningEffort'),
        field('meaning', 'output_config.format', 'jsonSchema'),
      ],
    ],
    [
      'a schema by its old name',
      { output_format: { type: 'json_schema', schema: {} } },
      { responseFormat: { type: 'json', schema: {} } },
      [field('meaning', 'output_format', 'jsonSchema')],
    ],
    [
      'another format',
      { output_config: { format: { type: 'x' } } },
      {},
      [field('meaning', 'output_config.format.type')],
    ],
    [
      'tools',
      {
        tools: [
          { name: 'a', description: 'b', input_schema: { type: 'object' } },
          { type: 'custom', name: 'c', input_schema: {} },
        ],
      },
      {
        tools: [
          { name: 'a', description: 'b', parameters: { type: 'object' } },
          { name: 'c', parameters: {} },
        ],
      },
      [field('meaning', 'tools', 'tools')],
    ],
    ['tools of its own', { tools: [{ type: 'bash_20250124', name: 'bash' }] }, {}, [field('meaning', 'tools[0].type')]],
    [
      'any tool',
      { tool_choice: { type: 'any' } },
      { toolChoice: 'required' },
      [field('meaning', 'tool_choice', 'toolChoice')],
    ],
    [
      'no tool',
      { tool_choice: { type: 'none' } },
      { toolChoice: 'none' },
      [field('meaning', 'tool_choice', 'toolChoice')],
    ],
    [
      'one tool at a time',
      { tool_choice: { type: 'tool', name: 'a', disable_parallel_tool_use: true } },
      { toolChoice: { name: 'a' }, sampling: { parallelToolCalls: false } },
      [
        field('meaning', 'tool_choice', 'toolChoice'),
        field('tuning', 'tool_choice.disable_parallel_tool_use', 'parallelToolCalls'),
      ],
    ],
    ['a container', { container: 'c' }, {}, [field('meaning', 'container')]],
    ['servers', { mcp_servers: [{ type: 'url' }] }, {}, [field('meaning', 'mcp_servers')]],
    ['no servers', { mcp_servers: [] }, {}, []],
    ['a tier', { service_tier: 'standard_only' }, {}, [field('tuning', 'service_tier')]],
    ['the usual tier', { service_tier: 'auto' }, {}, []],
    ['no thinking', { thinking: { type: 'disabled' } }, {}, []],
    [
      'more of its tools',
      {
        tools: [
          { name: 'a', input_schema: {}, strict: true, defer_loading: false },
          { name: 'b', input_schema: {}, input_examples: [{}], defer_loading: true },
          { name: 'c', input_schema: {}, input_examples: [{}], allowed_callers: null },
        ],
      },
      { tools: [{ name: 'a', strict: true }, { name: 'b' }, { name: 'c' }] },
      [
        field('meaning', 'tools', 'tools'),
        field('tuning', 'tools[0].strict', 'strictTools'),
        field('tuning', 'tools[1].input_examples'),
        field('tuning', 'tools[1].defer_loading'),
      ],
    ],
    ['something unknown', { whatever: 1 }, {}, [field('tuning', 'whatever')]],
    ['caching at the top', cache, {}, [field('tuning', 'cache_control')]],
    [
      'caching in the system',
      { system: [{ type: 'text', text: 'a', ...cache }] },
      {},
      [field('tuning', 'cache_control')],
    ],
    [
      'caching of tools',
      { tools: [{ name: 'a', input_schema: {}, ...cache }] },
      {},
      [field('tuning', 'cache_control'), field('meaning', 'tools', 'tools')],
    ],
  ])('says %s', (_, more, expected, fields) => {
    const { request } = read(body(more))
    expect(request).toMatchObject(expected)
    expect(request.fields?.[0]).toEqual(limit)
    expect(request.fields?.slice(1)).toEqual(fields)
  })

  it('has no limit where its tokens are only counted', () => {
    const { max_tokens: _, ...json } = body()
    expect(readClientRequest({ dialect: 'anthropic-messages', json }, { isCount: true }).request.maxOutputTokens).toBe(
      undefined,
    )
    expect(() => read(json)).toThrow("Missing required parameter: 'max_tokens'.")
  })
})

describe('turns', () => {
  it.each<[string, unknown[], unknown[]]>([
    [
      'text in blocks',
      [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    ],
    [
      'pictures',
      [{ role: 'user', content: [png, { type: 'image', source: { type: 'url', url: 'https://a.test' } }] }],
      [
        {
          role: 'user',
          content: [pngMedia, { type: 'media', modality: 'image', source: { kind: 'url', url: 'https://a.test' } }],
        },
      ],
    ],
    [
      'documents',
      [
        {
          role: 'user',
          content: [
            { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: 'AA' } },
            { type: 'document', source: { type: 'url', url: 'https://a.test/x.pdf' } },
            { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' } },
          ],
        },
      ],
      [
        {
          role: 'user',
          content: [
            {
              type: 'media',
              modality: 'file',
              mediaType: 'application/pdf',
              fileName: 'a.pdf',
              source: { kind: 'base64', mediaType: 'application/pdf', data: 'AA' },
            },
            { type: 'media', modality: 'file', source: { kind: 'url', url: 'https://a.test/x.pdf' } },
            { type: 'text', text: 'plain' },
          ],
        },
      ],
    ],
    [
      'tools and their results',
      [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 's' },
            { type: 'thinking', thinking: 'aha', signature: '' },
            { type: 'text', text: 'Let me' },
            { type: 'text', text: ' see.' },
            { type: 'tool_use', id: 'a', name: 'w', input: { at: 'Oslo' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'And?' },
            {
              type: 'tool_result',
              tool_use_id: 'a',
              is_error: true,
              content: [{ type: 'text', text: 'x' }, png, { type: 'text', text: 'y' }],
            },
            { type: 'tool_result', tool_use_id: 'b', content: '3' },
            { type: 'tool_result', tool_use_id: 'c' },
            png,
          ],
        },
      ],
      [
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me see.' },
            { type: 'tool-call', id: 'a', name: 'w', argumentsJson: '{"at":"Oslo"}' },
          ],
          reasoning: 'aha',
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', id: 'a', text: 'x\ny', isError: true },
            pngMedia,
            { type: 'tool-result', id: 'b', text: '3' },
            { type: 'tool-result', id: 'c', text: '' },
          ],
        },
        { role: 'user', content: [{ type: 'text', text: 'And?' }, pngMedia] },
      ],
    ],
  ])('%s', (_, messages, expected) => {
    expect(read(body({ messages })).request.messages).toEqual(expected)
  })

  const at = 'messages[0].content[0]'
  it.each<[string, Json, readonly ClientField[]]>([
    ['a picture', blocks(png, png), [field('meaning', `${at}.source`, 'imageBytes')]],
    [
      'a picture at an address',
      blocks({ type: 'image', source: { type: 'url', url: 'u' } }),
      [field('meaning', `${at}.source`, 'imageUrl')],
    ],
    [
      'a picture Anthropic keeps',
      blocks({ type: 'image', source: { type: 'file', file_id: 'f' } }),
      [field('meaning', `${at}.source`)],
    ],
    [
      'a document',
      blocks({ type: 'document', source: { type: 'base64', media_type: 'a/b', data: '' } }),
      [field('meaning', `${at}.source`, 'fileBytes')],
    ],
    [
      'a document at an address',
      blocks({ type: 'document', source: { type: 'url', url: 'u' } }),
      [field('meaning', `${at}.source`, 'fileUrl')],
    ],
    ['a document that is text', blocks({ type: 'document', source: { type: 'text', data: 'a' } }), []],
    [
      'a picture of a tool',
      blocks({ type: 'tool_result', tool_use_id: 'a', content: [png] }),
      [field('meaning', `${at}.content[0].source`, 'imageBytes')],
    ],
    [
      'thinking',
      blocks({ type: 'redacted_thinking', data: 'x' }, { type: 'thinking', thinking: 'x', signature: 's' }),
      [field('tuning', `${at}.thinking`)],
    ],
    [
      'thinking that nobody has signed',
      blocks({ type: 'thinking', thinking: 'x', signature: '' }, { type: 'thinking', thinking: 'y' }),
      [field('tuning', `${at}.thinking`, 'reasoning')],
    ],
    [
      'sources of an answer',
      blocks({ type: 'text', text: 'a', citations: [{}] }, { type: 'text', text: 'b', citations: [{}] }),
      [field('tuning', `${at}.citations`)],
    ],
    ['no sources', blocks({ type: 'text', text: 'a', citations: null }), []],
    [
      'documents to be cited',
      blocks({
        type: 'document',
        title: 't',
        context: 'c',
        citations: { enabled: true },
        source: { type: 'text', media_type: 'text/plain', data: 'plain' },
      }),
      [field('meaning', `${at}.citations`), field('tuning', `${at}.context`), field('tuning', `${at}.title`)],
    ],
    [
      'documents not to be cited',
      blocks({
        type: 'document',
        citations: { enabled: false },
        source: { type: 'text', media_type: 'text/plain', data: 'plain' },
      }),
      [],
    ],
    [
      'a block of a server',
      blocks({ type: 'server_tool_use', id: 'a', name: 'b', input: {} }),
      [field('meaning', `${at}.type`)],
    ],
    [
      'caching',
      blocks({ type: 'text', text: 'a', ...cache }, { type: 'text', text: 'b', ...cache }),
      [field('tuning', 'cache_control')],
    ],
  ])('note %s', (_, json, fields) => {
    expect(read(json).request.fields).toEqual([limit, ...fields])
  })
})

describe('a messages body is refused', () => {
  const first = 'messages[0].content[0]'
  it.each<[string, string, Json]>([
    ['model', 'missing_required_parameter', { max_tokens: 1, messages: [{ role: 'user', content: 'a' }] }],
    ['max_tokens', 'invalid_value', body({ max_tokens: -1 })],
    ['max_tokens', 'invalid_type', body({ max_tokens: '10' })],
    ['messages', 'invalid_value', body({ messages: [] })],
    ['messages[0].role', 'invalid_value', body({ messages: [{ role: 'tool', content: 'a' }] })],
    ['messages[0].content', 'missing_required_parameter', body({ messages: [{ role: 'user' }] })],
    ['messages[0].content', 'invalid_type', body({ messages: [{ role: 'user', content: null }] })],
    ['system', 'invalid_type', body({ system: 1 })],
    ['system[0].text', 'missing_required_parameter', body({ system: [{ type: 'text' }] })],
    ['temperature', 'invalid_type', body({ temperature: '1' })],
    ['stop_sequences', 'invalid_type', body({ stop_sequences: 'END' })],
    ['metadata.user_id', 'invalid_type', body({ metadata: { user_id: 1 } })],
    ['thinking.type', 'missing_required_parameter', body({ thinking: {} })],
    ['thinking.budget_tokens', 'invalid_type', body({ thinking: { type: 'enabled', budget_tokens: 'a' } })],
    ['tools[0].name', 'missing_required_parameter', body({ tools: [{}] })],
    ['tools[0].input_schema', 'missing_required_parameter', body({ tools: [{ name: 'a' }] })],
    ['tools[0].input_schema', 'invalid_type', body({ tools: [{ name: 'a', input_schema: [] }] })],
    ['tool_choice', 'invalid_type', body({ tool_choice: 'auto' })],
    ['tool_choice.type', 'invalid_value', body({ tool_choice: { type: 'required' } })],
    ['tool_choice.name', 'missing_required_parameter', body({ tool_choice: { type: 'tool' } })],
    [
      'output_config.format.schema',
      'missing_required_parameter',
      body({ output_config: { format: { type: 'json_schema' } } }),
    ],
    ['mcp_servers', 'invalid_type', body({ mcp_servers: {} })],
    [first, 'invalid_type', blocks('a')],
    [`${first}.type`, 'missing_required_parameter', blocks({})],
    [`${first}.text`, 'invalid_type', blocks({ type: 'text', text: [] })],
    [`${first}.source`, 'missing_required_parameter', blocks({ type: 'image' })],
    [`${first}.source.type`, 'missing_required_parameter', blocks({ type: 'image', source: {} })],
    [
      `${first}.source.media_type`,
      'missing_required_parameter',
      blocks({ type: 'image', source: { type: 'base64', data: '' } }),
    ],
    [`${first}.source.url`, 'missing_required_parameter', blocks({ type: 'image', source: { type: 'url' } })],
    [`${first}.source.data`, 'missing_required_parameter', blocks({ type: 'document', source: { type: 'text' } })],
    [`${first}.id`, 'missing_required_parameter', blocks({ type: 'tool_use', name: 'a', input: {} })],
    [`${first}.input`, 'missing_required_parameter', blocks({ type: 'tool_use', id: 'a', name: 'a' })],
    [`${first}.input`, 'invalid_type', blocks({ type: 'tool_use', id: 'a', name: 'a', input: '{}' })],
    [`${first}.tool_use_id`, 'missing_required_parameter', blocks({ type: 'tool_result' })],
    [`${first}.content`, 'invalid_type', blocks({ type: 'tool_result', tool_use_id: 'a', content: 5 })],
    [`${first}.is_error`, 'invalid_type', blocks({ type: 'tool_result', tool_use_id: 'a', is_error: 'no' })],
  ])('%s: %s', (param, code, json) => {
    expect(() => read(json)).toThrow(BadRequest)
    expect(() => read(json)).toThrow(expect.objectContaining({ status: 400, param, code }))
  })
})
