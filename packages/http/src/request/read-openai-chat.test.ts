import { describe, expect, it } from 'vitest'
import { BadRequest } from './bad-request.ts'
import { readClientRequest } from './read-client-request.ts'
import type { ClientField, Sampling, WireMessage } from './wire-request.ts'

type Json = Record<string, unknown>

const body = (more: Json = {}): Json => ({ model: 'auto', messages: [{ role: 'user', content: 'Hi' }], ...more })
const read = (json: Json): ReturnType<typeof readClientRequest> => readClientRequest({ dialect: 'openai-chat', json })
const field = (kind: ClientField['kind'], name: string, as?: ClientField['as']): ClientField => ({ kind, name, as })

function faultOf(json: Json): BadRequest {
  try {
    read(json)
  } catch (error) {
    if (error instanceof BadRequest) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const png = 'data:image/png;base64,AAAA'
const weather = { type: 'function', function: { name: 'weather', description: 'now', parameters: { type: 'object' } } }
const weatherTool = { name: 'weather', description: 'now', parameters: { type: 'object' } }

describe('a chat body', () => {
  it('is read as a whole', () => {
    const { request, stream, wantsUsage } = read(
      body({ stream: true, stream_options: { include_usage: true }, max_completion_tokens: 50, max_tokens: null }),
    )
    expect({ stream, wantsUsage }).toEqual({ stream: true, wantsUsage: true })
    expect(request).toMatchObject({
      model: 'auto',
      messages: [{ role: 'user', content: 'Hi' }],
      maxOutputTokens: 50,
      fields: [field('meaning', 'max_completion_tokens', 'maxOutputTokens')],
    })
  })

  it('asks for neither stream nor usage unless it says so', () => {
    expect(read(body({ stream_options: null }))).toMatchObject({ stream: false, wantsUsage: false })
    expect(read(body()).request.fields).toEqual([])
  })

  it.each<[string, Json, Partial<Sampling>, readonly ClientField[]]>([
    ['temperature', { temperature: 0 }, { temperature: 0 }, [field('tuning', 'temperature', 'temperature')]],
    ['top_p', { top_p: 0.5 }, { topP: 0.5 }, [field('tuning', 'top_p', 'topP')]],
    ['top_k', { top_k: 40 }, { topK: 40 }, [field('tuning', 'top_k', 'topK')]],
    ['one stop', { stop: 'END' }, { stop: ['END'] }, [field('meaning', 'stop', 'stop')]],
    ['stops', { stop: ['a', 'b'] }, { stop: ['a', 'b'] }, [field('meaning', 'stop', 'stop')]],
    ['no stops', { stop: [] }, { stop: [] }, []],
    ['seed', { seed: 7 }, { seed: 7 }, [field('tuning', 'seed', 'seed')]],
    [
      'frequency',
      { frequency_penalty: 1 },
      { frequencyPenalty: 1 },
      [field('tuning', 'frequency_penalty', 'frequencyPenalty')],
    ],
    [
      'presence',
      { presence_penalty: -1 },
      { presencePenalty: -1 },
      [field('tuning', 'presence_penalty', 'presencePenalty')],
    ],
    [
      'one at a time',
      { parallel_tool_calls: false },
      { parallelToolCalls: false },
      [field('tuning', 'parallel_tool_calls', 'parallelToolCalls')],
    ],
    ['one choice', { n: 1 }, { choices: 1 }, []],
    ['choices', { n: 3 }, { choices: 3 }, [field('meaning', 'n', 'choices')]],
    ['alternatives to nothing', { top_logprobs: 2 }, { topLogprobs: 2 }, []],
    ['no alternatives', { top_logprobs: 0 }, { topLogprobs: 0 }, []],
    [
      'alternatives',
      { top_logprobs: 2, logprobs: true },
      { topLogprobs: 2 },
      [field('meaning', 'top_logprobs', 'topLogprobs'), field('meaning', 'logprobs', 'logprobs')],
    ],
    [
      'what its own default says too',
      { frequency_penalty: 0, presence_penalty: 0, verbosity: 'medium' },
      { frequencyPenalty: 0, presencePenalty: 0, verbosity: 'medium' },
      [],
    ],
    ['the largest seed', { seed: 2 ** 63 }, { seed: 2 ** 63 }, [field('tuning', 'seed', 'seed')]],
    [
      'effort',
      { reasoning_effort: 'low' },
      { reasoningEffort: 'low' },
      [field('tuning', 'reasoning_effort', 'reasoningEffort')],
    ],
    ['verbosity', { verbosity: 'low' }, { verbosity: 'low' }, [field('tuning', 'verbosity', 'verbosity')]],
    ['user', { user: 'u1' }, { user: 'u1' }, [field('tuning', 'user', 'user')]],
    ['null', { temperature: null, stop: null, n: null, user: null }, {}, []],
  ])('says how to sample: %s', (_, more, sampling, fields) => {
    const { request } = read(body(more))
    expect(request.sampling).toEqual(sampling)
    expect(request.fields).toEqual(fields)
  })

  it.each<[string, Json, ClientField['kind']]>([
    ['logit_bias', { logit_bias: { 50256: -100 } }, 'tuning'],
    ['prediction', { prediction: { type: 'content', content: 'x' } }, 'tuning'],
    ['stream_options.include_obfuscation', { stream_options: { include_obfuscation: false } }, 'tuning'],
    ['stream_options.odd', { stream_options: { include_usage: true, odd: 1 } }, 'tuning'],
    ['never_heard_of', { never_heard_of: [1] }, 'tuning'],
    ['a%0D%0Ab', { 'a\r\nb': 1 }, 'tuning'],
    ['modalities', { modalities: ['text', 'audio'] }, 'meaning'],
    ['audio', { audio: { voice: 'alloy', format: 'wav' } }, 'meaning'],
    ['web_search_options', { web_search_options: {} }, 'meaning'],
  ])('has fields no other dialect has: %s', (name, more, kind) => {
    expect(read(body(more)).request.fields).toEqual([field(kind, name)])
  })

  it.each<[string, unknown]>([
    ['metadata', { a: 'b' }],
    ['store', true],
    ['service_tier', 'flex'],
    ['prompt_cache_key', 'k'],
    ['prompt_cache_retention', '24h'],
    ['safety_identifier', 'k'],
  ])("has fields that both of OpenAI's dialects have: %s", (name, value) => {
    const { request } = read(body({ [name]: value }))
    expect(request.fields).toEqual([field('tuning', name, name as ClientField['as'])])
    expect(request.sampling?.openai).toEqual({ [name]: value })
  })

  it.each<[string, unknown]>([
    ['metadata', {}],
    ['logit_bias', {}],
    ['store', false],
    ['service_tier', 'auto'],
    ['stream_options', { include_obfuscation: true }],
  ])('says nothing by %s %j', (name, value) => {
    expect(read(body({ [name]: value })).request.fields).toEqual([])
  })

  it('names no more than 32 that nobody knows', () => {
    const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, index]))
    expect(read(body(unknown)).request.fields).toHaveLength(32)
  })

  it.each([
    ['log-probabilities', { logprobs: true }, { logprobs: true }, [field('meaning', 'logprobs', 'logprobs')]],
    ['none of them', { logprobs: false }, { logprobs: false }, []],
    ['text only', { modalities: ['text'] }, {}, []],
    ['text', { response_format: { type: 'text' } }, { responseFormat: { type: 'text' } }, []],
    [
      'JSON',
      { response_format: { type: 'json_object' } },
      { responseFormat: { type: 'json' } },
      [field('meaning', 'response_format', 'jsonObject')],
    ],
    [
      'a schema',
      {
        response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema: { type: 'object' } } },
      },
      { responseFormat: { type: 'json', name: 'a', schema: { type: 'object' }, strict: true } },
      [field('meaning', 'response_format', 'jsonSchema')],
    ],
    [
      'a schema as far as it goes',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', description: 'd' } } },
      { responseFormat: { type: 'json', name: 'a', schema: {}, description: 'd', strict: false } },
      [field('meaning', 'response_format', 'jsonSchema')],
    ],
    [
      'a grammar',
      { response_format: { type: 'grammar' } },
      { responseFormat: undefined },
      [field('meaning', 'response_format.type')],
    ],
  ] as [string, Json, Json, readonly ClientField[]][])(
    'asks for an answer of a kind: %s',
    (_, more, expected, fields) => {
      const { request } = read(body(more))
      expect(request).toMatchObject(expected)
      expect(request.fields).toEqual(fields)
    },
  )

  it.each<[string, Json, Json, readonly ClientField[]]>([
    ['functions', { tools: [weather] }, { tools: [weatherTool] }, [field('meaning', 'tools', 'tools')]],
    ['none', { tools: [] }, { tools: undefined }, []],
    [
      'strict ones',
      { tools: [{ type: 'function', function: { name: 'a', strict: true } }] },
      { tools: [{ name: 'a', strict: true }] },
      [field('meaning', 'tools', 'tools'), field('tuning', 'tools[0].function.strict', 'strictTools')],
    ],
    [
      'of other kinds',
      { tools: [weather, { type: 'custom', custom: { name: 'x' } }, { type: 'custom', custom: { name: 'y' } }] },
      { tools: [weatherTool] },
      [field('meaning', 'tools', 'tools'), field('meaning', 'tools[1].type')],
    ],
    [
      'by their old name',
      { functions: [{ name: 'a', parameters: {} }], function_call: { name: 'a' } },
      { tools: [{ name: 'a', parameters: {} }], toolChoice: { name: 'a' } },
      [
        field('meaning', 'functions', 'tools'),
        field('meaning', 'functions'),
        field('meaning', 'function_call', 'toolChoice'),
      ],
    ],
    ['any', { tool_choice: 'required' }, { toolChoice: 'required' }, [field('meaning', 'tool_choice', 'toolChoice')]],
    [
      'one',
      { tool_choice: { type: 'function', function: { name: 'weather' } } },
      { toolChoice: { name: 'weather' } },
      [field('meaning', 'tool_choice', 'toolChoice')],
    ],
    [
      'some',
      { tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [] } } },
      { toolChoice: undefined },
      [field('meaning', 'tool_choice.type')],
    ],
  ])('offers tools: %s', (_, more, expected, fields) => {
    const { request } = read(body(more))
    for (const [key, value] of Object.entries(expected)) expect(request[key as 'tools']).toEqual(value)
    expect(request.fields).toEqual(fields)
  })
})

describe('messages', () => {
  const said = (...messages: unknown[]): readonly WireMessage[] => read({ model: 'auto', messages }).request.messages
  const user = (...content: unknown[]): unknown => ({ role: 'user', content })
  const call = { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"at":"Oslo"}' } }
  const toolCall = { type: 'tool-call', id: 'c1', name: 'weather', argumentsJson: '{"at":"Oslo"}' }

  it.each<[string, unknown[], unknown[]]>([
    ['system', [{ role: 'system', content: 'Be brief.' }], [{ role: 'system', content: 'Be brief.' }]],
    ['developer', [{ role: 'developer', content: 'Be brief.' }], [{ role: 'system', content: 'Be brief.' }]],
    ['a user by name', [{ role: 'user', content: 'Hi', name: 'Ada' }], [{ role: 'user', content: 'Hi' }]],
    [
      'text in parts',
      [user({ type: 'text', text: 'Hi' })],
      [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    ],
    ['an assistant', [{ role: 'assistant', content: 'Yes' }], [{ role: 'assistant', content: 'Yes' }]],
    ['a silent assistant', [{ role: 'assistant', content: null }], [{ role: 'assistant', content: '' }]],
    [
      'a refusal',
      [{ role: 'assistant', content: null, refusal: 'No.' }],
      [{ role: 'assistant', content: [{ type: 'text', text: 'No.' }] }],
    ],
    [
      'a refusal as a part',
      [{ role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] }],
      [{ role: 'assistant', content: [{ type: 'text', text: 'No.' }] }],
    ],
    [
      'an answer in pieces, with what was thought',
      [
        {
          role: 'assistant',
          reasoning_content: 'hm',
          content: [
            { type: 'text', text: 'The sky' },
            { type: 'text', text: ' is blue' },
          ],
        },
      ],
      [{ role: 'assistant', content: [{ type: 'text', text: 'The sky is blue' }], reasoning: 'hm' }],
    ],
    [
      'calls and their results',
      [
        { role: 'assistant', content: 'Let me see.', tool_calls: [call, { ...call, id: 'c2' }] },
        { role: 'tool', tool_call_id: 'c1', content: '3 °C' },
        {
          role: 'tool',
          tool_call_id: 'c2',
          content: [
            { type: 'text', text: '4' },
            { type: 'text', text: '°C' },
          ],
        },
        { role: 'user', content: 'And?' },
      ],
      [
        { role: 'assistant', content: [{ type: 'text', text: 'Let me see.' }, toolCall, { ...toolCall, id: 'c2' }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', id: 'c1', text: '3 °C' },
            { type: 'tool-result', id: 'c2', text: '4\n°C' },
          ],
        },
        { role: 'user', content: 'And?' },
      ],
    ],
    [
      'a call of the old kind',
      [
        { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{}' } },
        { role: 'function', name: 'weather', content: '3 °C' },
      ],
      [
        { role: 'assistant', content: [{ type: 'tool-call', id: 'weather', name: 'weather', argumentsJson: '{}' }] },
        { role: 'tool', content: [{ type: 'tool-result', id: 'weather', text: '3 °C' }] },
      ],
    ],
  ])('%s', (_, messages, expected) => {
    expect(said(...messages)).toEqual(expected)
  })

  it.each<[string, unknown, unknown, ClientField, ClientField?]>([
    [
      'a picture at an address',
      { type: 'image_url', image_url: { url: 'https://a.test/x.png', detail: 'low' } },
      { type: 'media', modality: 'image', source: { kind: 'url', url: 'https://a.test/x.png' }, detail: 'low' },
      field('meaning', 'messages[0].content[0].image_url', 'imageUrl'),
      field('tuning', 'messages[0].content[0].image_url.detail', 'imageDetail'),
    ],
    [
      'a picture',
      { type: 'image_url', image_url: { url: png } },
      {
        type: 'media',
        modality: 'image',
        mediaType: 'image/png',
        source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' },
      },
      field('meaning', 'messages[0].content[0].image_url', 'imageBytes'),
    ],
    [
      'a picture with parameters in its address',
      { type: 'image_url', image_url: { url: 'DATA:image/SVG+xml;charset=utf-8;base64,AAAA' } },
      {
        type: 'media',
        modality: 'image',
        mediaType: 'image/svg+xml',
        source: { kind: 'base64', mediaType: 'image/svg+xml', data: 'AAAA' },
      },
      field('meaning', 'messages[0].content[0].image_url', 'imageBytes'),
    ],
    [
      'sound',
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } },
      {
        type: 'media',
        modality: 'audio',
        mediaType: 'audio/mpeg',
        source: { kind: 'base64', mediaType: 'audio/mpeg', data: 'AAAA' },
      },
      field('meaning', 'messages[0].content[0].input_audio', 'audio'),
    ],
    [
      'a film',
      { type: 'video_url', video_url: { url: 'https://a.test/x.mp4' } },
      { type: 'media', modality: 'video', source: { kind: 'url', url: 'https://a.test/x.mp4' } },
      field('meaning', 'messages[0].content[0].video_url', 'video'),
    ],
    [
      'a file',
      { type: 'file', file: { file_data: 'data:text/csv;base64,AAAA', filename: 'a.csv' } },
      {
        type: 'media',
        modality: 'file',
        mediaType: 'text/csv',
        source: { kind: 'base64', mediaType: 'text/csv', data: 'AAAA' },
        fileName: 'a.csv',
      },
      field('meaning', 'messages[0].content[0].file', 'fileBytes'),
    ],
    [
      'a file in bare base64',
      { type: 'file', file: { file_data: 'AAAA' } },
      {
        type: 'media',
        modality: 'file',
        mediaType: 'application/pdf',
        source: { kind: 'base64', mediaType: 'application/pdf', data: 'AAAA' },
      },
      field('meaning', 'messages[0].content[0].file', 'fileBytes'),
    ],
    [
      'a file that OpenAI keeps',
      { type: 'file', file: { file_id: 'file-1' } },
      { type: 'media', modality: 'file' },
      field('meaning', 'messages[0].content[0].file'),
    ],
  ])('show %s', (_, part, expected, ...noted) => {
    const { request } = read({ model: 'auto', messages: [user(part)] })
    expect(request.messages).toEqual([{ role: 'user', content: [expected] }])
    expect(new Set(request.fields)).toEqual(new Set(noted))
  })

  it.each<[string, unknown[], readonly ClientField[]]>([
    [
      'silence',
      [{ role: 'system', content: '' }, user({ type: 'text', text: '\n' })],
      [field('meaning', 'messages', 'silence')],
    ],
    ['instructions alone, which are something', [{ role: 'system', content: 'Write.' }], []],
    [
      'an instruction in the midst',
      [
        { role: 'system', content: 'a' },
        { role: 'developer', content: 'b' },
        { role: 'user', content: 'c' },
        { role: 'system', content: 'd' },
        { role: 'system', content: 'e' },
      ],
      [field('tuning', 'messages[3].role', 'laterInstruction')],
    ],
    ["an assistant's name", [{ role: 'assistant', content: 'a', name: 'Ada' }], [field('tuning', 'messages[0].name')]],
    [
      'caching',
      [user({ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } })],
      [field('tuning', 'cache_control')],
    ],
    [
      'thinking of before',
      [{ role: 'assistant', content: 'a', reasoning_content: 'hm' }],
      [field('tuning', 'messages[0].reasoning_content', 'reasoning')],
    ],
    [
      'a picture as everybody looks at it',
      [user({ type: 'image_url', image_url: { url: png, detail: 'auto' } })],
      [field('meaning', 'messages[0].content[0].image_url', 'imageBytes')],
    ],
  ])('note %s', (_, messages, fields) => {
    expect(read({ model: 'auto', messages }).request.fields).toEqual(fields)
  })

  it('hold parts that only OpenAI knows', () => {
    const custom = { id: 'c', type: 'custom', custom: { name: 'x', input: '' } }
    const { request } = read({
      model: 'auto',
      messages: [
        user({ type: 'hologram' }, { type: 'text', text: 'a' }),
        { role: 'assistant', audio: { id: 'a1' }, tool_calls: [custom] },
        user({ type: 'hologram' }),
        { role: 'user', content: 'a', name: 'Ada' },
        { role: 'user', content: 'a', name: 'Bob' },
      ],
    })
    expect(request.fields).toEqual([
      field('meaning', 'messages[0].content[0].type'),
      field('meaning', 'messages[1].tool_calls[0].type'),
      field('meaning', 'messages[1].audio'),
      field('tuning', 'messages[3].name'),
    ])
  })

  it('name each kind of media once, where it is first', () => {
    const address = { type: 'image_url', image_url: { url: 'https://a.test' } }
    const { request } = read({
      model: 'auto',
      messages: [user(address, address), user({ type: 'image_url', image_url: { url: png } }, address)],
    })
    expect(request.fields?.map(({ name }) => name)).toEqual([
      'messages[0].content[0].image_url',
      'messages[1].content[0].image_url',
    ])
  })
})

describe('a chat body is refused', () => {
  const message = (value: unknown): Json => body({ messages: [value] })
  const part = (value: unknown): Json => message({ role: 'user', content: [value] })

  it.each<[string, string, Json]>([
    ['model', 'missing_required_parameter', { messages: [] }],
    ['model', 'invalid_type', body({ model: 7 })],
    ['model', 'invalid_type', body({ model: null })],
    ['model', 'invalid_value', body({ model: '' })],
    ['model', 'invalid_value', body({ model: 'm'.repeat(257) })],
    ['model', 'invalid_value', body({ model: 'a\r\nb' })],
    ['messages', 'missing_required_parameter', { model: 'auto' }],
    ['messages', 'invalid_type', body({ messages: 'Hi' })],
    ['messages', 'invalid_type', body({ messages: { 0: 'Hi' } })],
    ['messages', 'invalid_value', body({ messages: [] })],
    ['stream', 'invalid_type', body({ stream: 'yes' })],
    ['stream_options', 'invalid_type', body({ stream_options: [] })],
    ['stream_options.include_usage', 'invalid_type', body({ stream_options: { include_usage: 1 } })],
    ['temperature', 'invalid_type', body({ temperature: '0' })],
    ['temperature', 'invalid_value', body({ temperature: -0.1 })],
    ['temperature', 'invalid_value', body({ temperature: 2.1 })],
    ['temperature', 'invalid_type', body({ temperature: Infinity })],
    ['top_p', 'invalid_value', body({ top_p: 1.1 })],
    ['max_tokens', 'invalid_value', body({ max_tokens: 0 })],
    ['max_tokens', 'invalid_type', body({ max_tokens: 1.5 })],
    ['max_completion_tokens', 'invalid_value', body({ max_completion_tokens: -5 })],
    ['max_completion_tokens', 'invalid_value', body({ max_completion_tokens: 1e300 })],
    ['n', 'invalid_value', body({ n: 0 })],
    ['n', 'invalid_value', body({ n: 129 })],
    ['n', 'invalid_type', body({ n: true })],
    ['stop', 'invalid_type', body({ stop: 1 })],
    ['stop', 'invalid_type', body({ stop: ['a', 1] })],
    ['seed', 'invalid_type', body({ seed: 'x' })],
    ['seed', 'invalid_type', body({ seed: 1.5 })],
    ['frequency_penalty', 'invalid_value', body({ frequency_penalty: 3 })],
    ['presence_penalty', 'invalid_type', body({ presence_penalty: {} })],
    ['logprobs', 'invalid_type', body({ logprobs: 1 })],
    ['top_logprobs', 'invalid_value', body({ top_logprobs: 21 })],
    ['parallel_tool_calls', 'invalid_type', body({ parallel_tool_calls: 'no' })],
    ['reasoning_effort', 'invalid_type', body({ reasoning_effort: 1 })],
    ['user', 'invalid_type', body({ user: {} })],
    ['metadata', 'invalid_type', body({ metadata: 'a' })],
    ['logit_bias', 'invalid_type', body({ logit_bias: [] })],
    ['store', 'invalid_type', body({ store: 'a' })],
    ['modalities', 'invalid_type', body({ modalities: 'text' })],
    ['response_format', 'invalid_type', body({ response_format: 'json' })],
    ['response_format.type', 'missing_required_parameter', body({ response_format: {} })],
    ['response_format.json_schema', 'missing_required_parameter', body({ response_format: { type: 'json_schema' } })],
    [
      'response_format.json_schema.name',
      'missing_required_parameter',
      body({ response_format: { type: 'json_schema', json_schema: {} } }),
    ],
    [
      'response_format.json_schema.schema',
      'invalid_type',
      body({ response_format: { type: 'json_schema', json_schema: { name: 'a', schema: 'x' } } }),
    ],
    ['tools', 'invalid_type', body({ tools: {} })],
    ['tools[0]', 'invalid_type', body({ tools: ['weather'] })],
    ['tools[0].type', 'missing_required_parameter', body({ tools: [{}] })],
    ['tools[0].function', 'missing_required_parameter', body({ tools: [{ type: 'function' }] })],
    ['tools[0].function.name', 'missing_required_parameter', body({ tools: [{ type: 'function', function: {} }] })],
    [
      'tools[1].function.parameters',
      'invalid_type',
      body({ tools: [weather, { type: 'function', function: { name: 'a', parameters: [] } }] }),
    ],
    ['tool_choice', 'invalid_type', body({ tool_choice: 1 })],
    ['tool_choice', 'invalid_value', body({ tool_choice: 'sometimes' })],
    ['tool_choice', 'invalid_value', body({ tool_choice: { type: 'function', function: {} } })],
    ['tool_choice.type', 'missing_required_parameter', body({ tool_choice: {} })],
    ['functions[0].name', 'missing_required_parameter', body({ functions: [{}] })],
    ['messages[0]', 'invalid_type', message('Hi')],
    ['messages[0]', 'invalid_type', message(null)],
    ['messages[0].role', 'missing_required_parameter', message({ content: 'a' })],
    ['messages[0].role', 'invalid_value', message({ role: 'wizard', content: 'a' })],
    ['messages[0].role', 'invalid_value', message({ role: '__proto__', content: 'a' })],
    ['messages[0].content', 'missing_required_parameter', message({ role: 'user' })],
    ['messages[0].content', 'invalid_type', message({ role: 'user', content: 5 })],
    ['messages[0].content', 'invalid_type', message({ role: 'user', content: { text: 'a' } })],
    ['messages[0].content[0]', 'invalid_type', part('a')],
    ['messages[0].content[0].type', 'missing_required_parameter', part({ text: 'a' })],
    ['messages[0].content[0].type', 'invalid_type', part({ type: {} })],
    ['messages[0].content[0].text', 'missing_required_parameter', part({ type: 'text' })],
    ['messages[0].content[0].text', 'invalid_type', part({ type: 'text', text: 1 })],
    ['messages[0].content[0].image_url', 'missing_required_parameter', part({ type: 'image_url' })],
    ['messages[0].content[0].image_url', 'invalid_type', part({ type: 'image_url', image_url: 'https://a.test' })],
    ['messages[0].content[0].image_url.url', 'missing_required_parameter', part({ type: 'image_url', image_url: {} })],
    [
      'messages[0].content[0].image_url.url',
      'invalid_value',
      part({ type: 'image_url', image_url: { url: 'data:,x' } }),
    ],
    [
      'messages[0].content[0].input_audio.format',
      'missing_required_parameter',
      part({ type: 'input_audio', input_audio: { data: '' } }),
    ],
    [
      'messages[0].content[0].file.file_data',
      'invalid_value',
      part({ type: 'file', file: { file_data: 'data:text/plain,x' } }),
    ],
    ['messages[0].tool_call_id', 'missing_required_parameter', message({ role: 'tool', content: 'a' })],
    ['messages[0].name', 'missing_required_parameter', message({ role: 'function', content: 'a' })],
    ['messages[0].tool_calls', 'invalid_type', message({ role: 'assistant', tool_calls: {} })],
    ['messages[0].tool_calls[0].id', 'missing_required_parameter', message({ role: 'assistant', tool_calls: [{}] })],
    [
      'messages[0].tool_calls[0].function',
      'missing_required_parameter',
      message({ role: 'assistant', tool_calls: [{ id: 'a' }] }),
    ],
    [
      'messages[0].tool_calls[0].function.arguments',
      'invalid_type',
      message({ role: 'assistant', tool_calls: [{ id: 'a', function: { name: 'a', arguments: {} } }] }),
    ],
  ])('%s: %s', (param, code, json) => {
    const fault = faultOf(json)
    expect(fault).toMatchObject({ status: 400, param, code })
    expect(fault.message).toContain(`'${param}'`)
  })

  it.each<[Json, string]>([
    [body({ temperature: 'hot' }), "Invalid type for 'temperature': expected a number, but got a string."],
    [body({ n: 500 }), "Invalid value for 'n': expected at most 128, but got 500."],
    [body({ messages: [] }), "Invalid value for 'messages': expected at least 1 item, but got 0."],
    [body({ stop: 5 }), "Invalid type for 'stop': expected a string or an array of strings, but got a number."],
    [{ messages: [] }, "Missing required parameter: 'model'."],
    [
      body({ tool_choice: 'x' }),
      "Invalid value for 'tool_choice': expected one of 'none', 'auto', 'required', but got 'x'.",
    ],
  ])('in words', (json, message) => {
    expect(faultOf(json).message).toBe(message)
  })

  it('without its values being told back at length', () => {
    const long = 'sk-secret-'.repeat(100)
    for (const json of [
      body({ model: long }),
      body({ tool_choice: long }),
      message({ role: long, content: 'a' }),
      part({ type: 'image_url', image_url: { url: `data:${long}` } }),
    ])
      expect(faultOf(json).message.length).toBeLessThan(260)
  })
})
