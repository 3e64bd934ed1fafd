import { describe, expect, it } from 'vitest'
import { toAnthropicBody } from './to-anthropic-body.ts'
import { toOpenaiChatBody } from './to-openai-chat-body.ts'
import { toOpenaiResponsesBody } from './to-openai-responses-body.ts'
import type { WireOptions } from './wire-options.ts'
import type { WireMessage, WirePart, WireRequest } from './wire-request.ts'

const writers = {
  chat: toOpenaiChatBody,
  responses: toOpenaiResponsesBody,
  anthropic: toAnthropicBody,
} as const
type Writer = keyof typeof writers

/** What is written, as it is written. */
function write(to: Writer, request: Partial<WireRequest>, options: Partial<WireOptions> = {}): Record<string, unknown> {
  const body = writers[to]({ messages: [], ...request }, { model: 'm', stream: false, ...options })
  return JSON.parse(JSON.stringify(body)) as Record<string, unknown>
}

const base: Readonly<Record<Writer, object>> = {
  chat: { model: 'm', messages: [] },
  responses: { model: 'm', store: false, input: [] },
  anthropic: { model: 'm', max_tokens: 4_096, messages: [] },
}

const schema = { type: 'object', properties: {} }
const closed = { type: 'object', properties: {}, additionalProperties: false }
const tools = [{ name: 'find', description: 'Finds.', parameters: schema }]
const chatTools = [{ type: 'function', function: { name: 'find', description: 'Finds.', parameters: schema } }]
const responsesTools = [{ type: 'function', name: 'find', description: 'Finds.', parameters: schema, strict: false }]
const anthropicTools = [{ name: 'find', description: 'Finds.', input_schema: schema }]

describe('fields', () => {
  it.each<[string, Partial<WireRequest>, Readonly<Record<Writer, object>>]>([
    ['nothing', {}, { chat: {}, responses: {}, anthropic: {} }],
    [
      'sampling',
      {
        sampling: {
          temperature: 1.5,
          topP: 0.9,
          topK: 40,
          stop: ['END'],
          seed: 7,
          frequencyPenalty: 0.1,
          presencePenalty: 0.2,
          choices: 2,
          user: 'u-1',
          verbosity: 'low',
          reasoningEffort: 'high',
          reasoningBudgetTokens: 2_048,
        },
      },
      {
        chat: {
          temperature: 1.5,
          top_p: 0.9,
          stop: ['END'],
          seed: 7,
          frequency_penalty: 0.1,
          presence_penalty: 0.2,
          n: 2,
          user: 'u-1',
          verbosity: 'low',
          reasoning_effort: 'high',
        },
        responses: {
          temperature: 1.5,
          top_p: 0.9,
          user: 'u-1',
          reasoning: { effort: 'high' },
          text: { verbosity: 'low' },
        },
        anthropic: {
          temperature: 1,
          top_p: 0.9,
          top_k: 40,
          stop_sequences: ['END'],
          metadata: { user_id: 'u-1' },
          output_config: { effort: 'high' },
          thinking: { type: 'enabled', budget_tokens: 2_048 },
        },
      },
    ],
    [
      'an effort that Anthropic has not',
      { sampling: { reasoningEffort: 'minimal' } },
      { chat: { reasoning_effort: 'minimal' }, responses: { reasoning: { effort: 'minimal' } }, anthropic: {} },
    ],
    [
      'logprobs',
      { logprobs: true, sampling: { topLogprobs: 3 } },
      {
        chat: { logprobs: true, top_logprobs: 3 },
        responses: { include: ['message.output_text.logprobs'], top_logprobs: 3 },
        anthropic: {},
      },
    ],
    [
      'a schema',
      { responseFormat: { type: 'json', schema, name: 'card' } },
      {
        chat: { response_format: { type: 'json_schema', json_schema: { name: 'card', schema, strict: false } } },
        responses: { text: { format: { type: 'json_schema', name: 'card', schema, strict: false } } },
        anthropic: { output_config: { format: { type: 'json_schema', schema } } },
      },
    ],
    [
      'a schema that may be strict',
      { responseFormat: { type: 'json', schema: closed, description: 'd' } },
      {
        chat: {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'reply', description: 'd', schema: closed, strict: true },
          },
        },
        responses: {
          text: { format: { type: 'json_schema', name: 'reply', description: 'd', schema: closed, strict: true } },
        },
        anthropic: { output_config: { format: { type: 'json_schema', schema: closed } } },
      },
    ],
    [
      'strict as the client says',
      { responseFormat: { type: 'json', schema: closed, strict: false } },
      {
        chat: {
          response_format: { type: 'json_schema', json_schema: { name: 'reply', schema: closed, strict: false } },
        },
        responses: { text: { format: { type: 'json_schema', name: 'reply', schema: closed, strict: false } } },
        anthropic: { output_config: { format: { type: 'json_schema', schema: closed } } },
      },
    ],
    [
      'strict tools, as far as their schemas go',
      {
        tools: [
          { name: 'a', parameters: closed, strict: true },
          { name: 'b', parameters: {}, strict: true },
          { name: 'c' },
        ],
      },
      {
        chat: {
          tools: [
            { type: 'function', function: { name: 'a', parameters: closed, strict: true } },
            { type: 'function', function: { name: 'b', parameters: schema } },
            { type: 'function', function: { name: 'c', parameters: schema } },
          ],
        },
        responses: {
          tools: [
            { type: 'function', name: 'a', parameters: closed, strict: true },
            { type: 'function', name: 'b', parameters: schema, strict: false },
            { type: 'function', name: 'c', parameters: schema, strict: false },
          ],
        },
        anthropic: {
          tools: [
            { name: 'a', input_schema: closed, strict: true },
            { name: 'b', input_schema: schema },
            { name: 'c', input_schema: schema },
          ],
        },
      },
    ],
    [
      'what both of OpenAI have',
      { sampling: { openai: { metadata: { a: 'b' }, store: true, prompt_cache_key: 'k' } } },
      {
        chat: { metadata: { a: 'b' }, store: true, prompt_cache_key: 'k' },
        responses: { metadata: { a: 'b' }, store: true, prompt_cache_key: 'k' },
        anthropic: {},
      },
    ],
    [
      'the largest seed',
      { sampling: { seed: 2 ** 63 } },
      { chat: { seed: 2 ** 63 - 1_024 }, responses: {}, anthropic: {} },
    ],
    [
      'any JSON',
      { responseFormat: { type: 'json' } },
      {
        chat: { response_format: { type: 'json_object' } },
        responses: { text: { format: { type: 'json_object' } } },
        anthropic: {},
      },
    ],
    [
      'tools',
      { tools, toolChoice: 'required', sampling: { parallelToolCalls: false } },
      {
        chat: { tools: chatTools, tool_choice: 'required', parallel_tool_calls: false },
        responses: { tools: responsesTools, tool_choice: 'required', parallel_tool_calls: false },
        anthropic: { tools: anthropicTools, tool_choice: { type: 'any', disable_parallel_tool_use: true } },
      },
    ],
    [
      'one tool',
      { tools, toolChoice: { name: 'find' } },
      {
        chat: { tools: chatTools, tool_choice: { type: 'function', function: { name: 'find' } } },
        responses: { tools: responsesTools, tool_choice: { type: 'function', name: 'find' } },
        anthropic: { tools: anthropicTools, tool_choice: { type: 'tool', name: 'find' } },
      },
    ],
    [
      'no tool',
      { tools, toolChoice: 'none' },
      {
        chat: { tools: chatTools, tool_choice: 'none' },
        responses: { tools: responsesTools, tool_choice: 'none' },
        anthropic: { tools: anthropicTools, tool_choice: { type: 'none' } },
      },
    ],
    [
      'one call at a time',
      { tools, sampling: { parallelToolCalls: false } },
      {
        chat: { tools: chatTools, parallel_tool_calls: false },
        responses: { tools: responsesTools, parallel_tool_calls: false },
        anthropic: { tools: anthropicTools, tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
      },
    ],
    ['a choice without tools', { toolChoice: 'required' }, { chat: {}, responses: {}, anthropic: {} }],
  ])('%s', (_, request, expected) => {
    for (const to of ['chat', 'responses', 'anthropic'] as const)
      expect(write(to, request), to).toEqual({ ...base[to], ...expected[to] })
  })

  it.each<[string, Partial<WireOptions>, Readonly<Record<Writer, object>>]>([
    [
      'a stream with a limit',
      { stream: true, maxOutputTokens: 9 },
      {
        chat: { stream: true, stream_options: { include_usage: true }, max_tokens: 9 },
        responses: { stream: true, max_output_tokens: 9 },
        anthropic: { stream: true, max_tokens: 9 },
      },
    ],
    [
      'no limit: as much as the model gives, where one is needed',
      { mostOutputTokens: 64_000 },
      { chat: {}, responses: {}, anthropic: { max_tokens: 64_000 } },
    ],
    [
      'a limit below what the model gives',
      { maxOutputTokens: 9, mostOutputTokens: 64_000 },
      { chat: { max_tokens: 9 }, responses: { max_output_tokens: 9 }, anthropic: { max_tokens: 9 } },
    ],
    [
      'a sample',
      { ask: { kind: 'sample', temperature: 0.7 }, temperature: 0.1 },
      { chat: { temperature: 0.7 }, responses: { temperature: 0.7 }, anthropic: { temperature: 0.7 } },
    ],
    [
      'a judge',
      { ask: { kind: 'judge', system: 'Judge.', prompt: 'This?' } },
      {
        chat: {
          messages: [
            { role: 'system', content: 'Judge.' },
            { role: 'user', content: 'This?' },
          ],
        },
        responses: { instructions: 'Judge.', input: 'This?' },
        anthropic: { system: 'Judge.', messages: [{ role: 'user', content: 'This?' }] },
      },
    ],
  ])('%s', (_, options, expected) => {
    for (const to of ['chat', 'responses', 'anthropic'] as const)
      expect(write(to, {}, options), to).toEqual({ ...base[to], ...expected[to] })
  })
})

const png: WirePart = {
  type: 'media',
  modality: 'image',
  detail: 'high',
  source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' },
}
const linked: WirePart = { type: 'media', modality: 'image', source: { kind: 'url', url: 'https://x.example/a.png' } }
const wav: WirePart = {
  type: 'media',
  modality: 'audio',
  source: { kind: 'base64', mediaType: 'audio/wav', data: 'UklG' },
}
const pdf: WirePart = {
  type: 'media',
  modality: 'file',
  fileName: 'a.pdf',
  source: { kind: 'base64', mediaType: 'application/pdf', data: 'JVBE' },
}
const note: WirePart = {
  type: 'media',
  modality: 'file',
  source: { kind: 'base64', mediaType: 'text/plain', data: 'R3LDvMOfZQ==' },
}
const link: WirePart = { type: 'media', modality: 'file', source: { kind: 'url', url: 'https://x.example/a.pdf' } }
const look: WirePart = { type: 'text', text: 'Look.' }
const call = (id: string, argumentsJson = '{"q":1}'): WirePart => ({
  type: 'tool-call',
  id,
  name: 'find',
  argumentsJson,
})
const result = (id: string, text: string): WirePart => ({ type: 'tool-result', id, text })

const chatImage = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'high' } }
const chatCall = (id: string): object => ({
  id,
  type: 'function',
  function: { name: 'find', arguments: '{"q":1}' },
})
const anthropicImage = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
const anthropicLook = { type: 'text', text: 'Look.' }
const responsesImage = { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'high' }
const responsesCall = (id: string): object => ({
  type: 'function_call',
  call_id: id,
  name: 'find',
  arguments: '{"q":1}',
})

describe('conversations', () => {
  it.each<[string, readonly WireMessage[], Readonly<Record<Writer, readonly unknown[]>>]>([
    [
      'pictures',
      [{ role: 'user', content: [look, png, linked] }],
      {
        chat: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Look.' },
              chatImage,
              { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
            ],
          },
        ],
        responses: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'Look.' },
              responsesImage,
              { type: 'input_image', image_url: 'https://x.example/a.png', detail: 'auto' },
            ],
          },
        ],
        anthropic: [
          {
            role: 'user',
            content: [
              anthropicLook,
              anthropicImage,
              { type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } },
            ],
          },
        ],
      },
    ],
    [
      'sound and files, as far as each has them',
      [{ role: 'user', content: [wav, pdf, note, link] }],
      {
        chat: [
          {
            role: 'user',
            content: [
              { type: 'input_audio', input_audio: { data: 'UklG', format: 'wav' } },
              { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
              { type: 'file', file: { filename: 'file.plain', file_data: 'data:text/plain;base64,R3LDvMOfZQ==' } },
            ],
          },
        ],
        responses: [
          {
            role: 'user',
            content: [
              { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' },
              { type: 'input_file', filename: 'file.plain', file_data: 'data:text/plain;base64,R3LDvMOfZQ==' },
              { type: 'input_file', file_url: 'https://x.example/a.pdf' },
            ],
          },
        ],
        anthropic: [
          {
            role: 'user',
            content: [
              {
                type: 'document',
                source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
                title: 'a.pdf',
              },
              { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Grüße' } },
              { type: 'document', source: { type: 'url', url: 'https://x.example/a.pdf' } },
            ],
          },
        ],
      },
    ],
    [
      'tools, one with a picture, results in turns of their own',
      [
        { role: 'user', content: 'Go.' },
        { role: 'assistant', content: [{ type: 'text', text: 'I look.' }, call('1'), call('2')] },
        { role: 'tool', content: [result('1', 'one'), png] },
        { role: 'tool', content: [{ type: 'tool-result', id: '2', text: 'no', isError: true }] },
        { role: 'user', content: [look] },
      ],
      {
        chat: [
          { role: 'user', content: 'Go.' },
          { role: 'assistant', content: 'I look.', tool_calls: [chatCall('1'), chatCall('2')] },
          { role: 'tool', tool_call_id: '1', content: 'one' },
          { role: 'tool', tool_call_id: '2', content: 'Error: no' },
          { role: 'user', content: [chatImage] },
          { role: 'user', content: 'Look.' },
        ],
        responses: [
          { role: 'user', content: 'Go.' },
          { role: 'assistant', content: 'I look.' },
          responsesCall('1'),
          responsesCall('2'),
          { type: 'function_call_output', call_id: '1', output: [{ type: 'input_text', text: 'one' }, responsesImage] },
          { type: 'function_call_output', call_id: '2', output: 'Error: no' },
          { role: 'user', content: 'Look.' },
        ],
        anthropic: [
          { role: 'user', content: [{ type: 'text', text: 'Go.' }] },
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'I look.' },
              { type: 'tool_use', id: '1', name: 'find', input: { q: 1 } },
              { type: 'tool_use', id: '2', name: 'find', input: { q: 1 } },
            ],
          },
          {
            role: 'user',
            content: [
              { type: 'tool_result', tool_use_id: '1', content: [{ type: 'text', text: 'one' }, anthropicImage] },
              { type: 'tool_result', tool_use_id: '2', content: 'no', is_error: true },
              anthropicLook,
            ],
          },
        ],
      },
    ],
    [
      "an Anthropic user's turn: results, then words and a picture of their own",
      [{ role: 'user', content: [look, png, result('1', 'one')] }],
      {
        chat: [
          { role: 'tool', tool_call_id: '1', content: 'one' },
          { role: 'user', content: [{ type: 'text', text: 'Look.' }, chatImage] },
        ],
        responses: [
          { type: 'function_call_output', call_id: '1', output: 'one' },
          { role: 'user', content: [{ type: 'input_text', text: 'Look.' }, responsesImage] },
        ],
        anthropic: [
          {
            role: 'user',
            content: [{ type: 'tool_result', tool_use_id: '1', content: 'one' }, anthropicLook, anthropicImage],
          },
        ],
      },
    ],
    [
      'an answer first, and nothing said',
      [
        { role: 'assistant', content: 'Hello.' },
        { role: 'user', content: [{ type: 'text', text: '' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Again.' }] },
      ],
      {
        chat: [
          { role: 'assistant', content: 'Hello.' },
          { role: 'user', content: '' },
          { role: 'assistant', content: 'Again.' },
        ],
        responses: [
          { role: 'assistant', content: 'Hello.' },
          { role: 'user', content: '' },
          { role: 'assistant', content: 'Again.' },
        ],
        anthropic: [
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'Hello.' },
              { type: 'text', text: 'Again.' },
            ],
          },
        ],
      },
    ],
  ])('%s', (_, messages, expected) => {
    expect(write('chat', { messages })['messages'], 'chat').toEqual(expected.chat)
    expect(write('responses', { messages })['input'], 'responses').toEqual(expected.responses)
    expect(write('anthropic', { messages })['messages'], 'anthropic').toEqual(expected.anthropic)
  })

  it.each([
    ['Error: gone', 'Error: gone'],
    ['[ERROR] gone', '[ERROR] gone'],
    ['', 'Error: '],
  ])('OpenAI: a failed tool that says %j', (text, expected) => {
    const failed: WirePart = { type: 'tool-result', id: '1', text, isError: true }
    const messages: WireMessage[] = [{ role: 'tool', content: [failed] }]
    expect(write('chat', { messages })['messages']).toEqual([{ role: 'tool', tool_call_id: '1', content: expected }])
  })

  const thoughtful: WireMessage[] = [
    { role: 'assistant', content: [call('1')], reasoning: 'hm' },
    { role: 'tool', content: [result('1', 'one')] },
    { role: 'assistant', content: 'So.', reasoning: 'aha' },
  ]
  it.each([
    [true, { reasoning_content: 'hm' }],
    [false, {}],
  ])('chat: thinking goes back with the calls it led to, where it is taken: %s', (takesReasoning, expected) => {
    expect(write('chat', { messages: thoughtful }, { takesReasoning })['messages']).toEqual([
      { role: 'assistant', content: null, tool_calls: [chatCall('1')], ...expected },
      { role: 'tool', tool_call_id: '1', content: 'one' },
      { role: 'assistant', content: 'So.' },
    ])
  })

  it.each<[Writer, string, string]>([
    ['chat', '"tool_calls":[{"id":"functions_look_0"', '"tool_call_id":"functions_look_0"'],
    ['responses', '"call_id":"functions_look_0","name"', '"call_id":"functions_look_0","output"'],
    ['anthropic', '"id":"functions_look_0"', '"tool_use_id":"functions_look_0"'],
  ])('%s: ids are made to fit', (to, asked, answered) => {
    const messages: WireMessage[] = [
      { role: 'assistant', content: [call('functions.look:0')] },
      { role: 'tool', content: [result('functions.look:0', 'one')] },
    ]
    const text = JSON.stringify(write(to, { messages }))
    expect(text).toContain(asked)
    expect(text).toContain(answered)
  })

  it.each<[string, readonly WireMessage[], unknown]>([
    [
      'white space is nothing',
      [
        { role: 'system', content: ' ' },
        { role: 'user', content: [{ type: 'text', text: '\n' }, look] },
        { role: 'assistant', content: [{ type: 'text', text: '\n\n' }, call('1')] },
        { role: 'tool', content: [result('1', '\n'), png] },
      ],
      {
        messages: [
          { role: 'user', content: [anthropicLook] },
          { role: 'assistant', content: [{ type: 'tool_use', id: '1', name: 'find', input: { q: 1 } }] },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: [anthropicImage] }] },
        ],
      },
    ],
    [
      'instructions alone are said by the user',
      [
        { role: 'system', content: 'Write.' },
        { role: 'user', content: '' },
      ],
      { messages: [{ role: 'user', content: 'Write.' }] },
    ],
    [
      'image/jpg',
      [
        {
          role: 'user',
          content: [{ ...png, source: { kind: 'base64', mediaType: 'image/jpg', data: 'AA' } } as WirePart],
        },
      ],
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AA' } }],
          },
        ],
      },
    ],
  ])('Anthropic: %s', (_, messages, expected) => {
    expect(write('anthropic', { messages })).toEqual({ ...base.anthropic, ...(expected as object) })
  })

  it.each(['', '{', '[1]', 'null', '7'])('Anthropic: arguments %j are none', (argumentsJson) => {
    const messages: WireMessage[] = [{ role: 'assistant', content: [call('1', argumentsJson)] }]
    expect(write('anthropic', { messages })['messages']).toMatchObject([{ content: [{ input: {} }] }])
  })

  it('Anthropic: system turns are one text, wherever they stood', () => {
    const messages: WireMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'system', content: [{ type: 'text', text: 'Be kind.' }] },
      { role: 'system', content: '' },
      { role: 'user', content: 'Ho' },
    ]
    expect(write('anthropic', { messages })).toMatchObject({
      system: 'Be brief.\n\nBe kind.',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi' },
            { type: 'text', text: 'Ho' },
          ],
        },
      ],
    })
  })
})
