import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createStructuredFormat } from './structured-format.ts'
import { toRouteRequest, type RequestFacts } from './to-route-request.ts'

const facts: RequestFacts = {
  hints: {},
  model: 'auto',
  options: {},
  tools: undefined,
  format: undefined,
  formatBy: undefined,
  unfit: undefined,
  lastTurn: undefined,
}
const schema = { type: 'object', properties: { at: { type: 'number' } }, required: ['at'], additionalProperties: false }
const human = (...content: object[]): HumanMessage => new HumanMessage({ content: content as never })

describe('messages', () => {
  it.each<[string, BaseMessage, object]>([
    ['text', new HumanMessage('hi'), { role: 'user', content: 'hi' }],
    ['system', new SystemMessage('be brief'), { role: 'system', content: 'be brief' }],
    [
      "pictures in LangChain's form",
      human({ type: 'image', source_type: 'base64', mime_type: 'image/png', data: 'x' }),
      { role: 'user', content: [{ type: 'media', modality: 'image', mediaType: 'image/png' }] },
    ],
    [
      "pictures in OpenAI's form",
      human({ type: 'text', text: 'a' }, { type: 'image_url', image_url: { url: 'https://x' } }),
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'media', modality: 'image', mediaType: undefined },
        ],
      },
    ],
    [
      'sound',
      human({ type: 'input_audio', input_audio: {} }),
      { role: 'user', content: [{ type: 'media', modality: 'audio', mediaType: undefined }] },
    ],
    [
      'files',
      human({ type: 'file', mimeType: 'application/pdf', data: 'x' }),
      { role: 'user', content: [{ type: 'media', modality: 'file', mediaType: 'application/pdf' }] },
    ],
    [
      "files in OpenAI's form, their type in the data",
      human({ type: 'file', file: { file_data: 'data:application/pdf;base64,x' } }),
      { role: 'user', content: [{ type: 'media', modality: 'file', mediaType: 'application/pdf' }] },
    ],
    [
      'video by URL',
      human({ type: 'video_url', video_url: { url: 'https://x/v.mp4' } }),
      { role: 'user', content: [{ type: 'media', modality: 'video', mediaType: undefined }] },
    ],
    [
      "pictures in Anthropic's results",
      human({
        type: 'tool_result',
        tool_use_id: 't',
        content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'x' } }],
      }),
      { role: 'user', content: [{ type: 'media', modality: 'image', mediaType: 'image/png' }] },
    ],
    [
      "pictures in Bedrock's form",
      human({ image: { format: 'png', source: {} } }),
      { role: 'user', content: [{ type: 'media', modality: 'image', mediaType: undefined }] },
    ],
    [
      "sound in Google's form",
      human({ inlineData: { mimeType: 'audio/wav', data: 'x' } }),
      { role: 'user', content: [{ type: 'media', modality: 'audio', mediaType: 'audio/wav' }] },
    ],
    [
      'calls',
      new AIMessage({ content: 'so', tool_calls: [{ name: 'look', args: { at: 1 }, id: 'c1' }] }),
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'so' },
          { type: 'tool-call', id: 'c1', name: 'look', argumentsJson: '{"at":1}' },
        ],
      },
    ],
    [
      'results, pictures in them included',
      new ToolMessage({
        content: [
          { type: 'text', text: 'seen' },
          { type: 'image', mimeType: 'image/png', data: 'x' },
        ] as never,
        tool_call_id: 'c1',
      }),
      {
        role: 'tool',
        content: [
          { type: 'tool-result', id: 'c1', text: 'seen' },
          { type: 'media', modality: 'image', mediaType: 'image/png' },
        ],
      },
    ],
  ])('%s', (_what, message, expected) => {
    expect(toRouteRequest([message], facts).messages).toEqual([expected])
  })
})

describe('tools, choice and format', () => {
  it.each([
    ['LangChain', tool(() => '', { name: 'look', description: 'Looks.', schema: z.object({ at: z.number() }) })],
    ['OpenAI', { type: 'function', function: { name: 'look', description: 'Looks.', parameters: schema } }],
    ['Anthropic', { name: 'look', description: 'Looks.', input_schema: schema }],
  ])('a tool in the form of %s', (_form, one) => {
    const [told] = toRouteRequest([], { ...facts, tools: [one as never] }).tools ?? []
    expect(told).toMatchObject({
      name: 'look',
      description: 'Looks.',
      parameters: { properties: { at: { type: 'number' } } },
    })
  })

  it.each([
    [undefined, undefined],
    ['auto', 'auto'],
    ['any', 'required'],
    ['none', 'none'],
    ['look', { name: 'look' }],
    [{ type: 'function', function: { name: 'look' } }, { name: 'look' }],
    [{ type: 'tool', name: 'look' }, { name: 'look' }],
    [{ type: 'any' }, 'required'],
  ])('the choice %j is %j', (choice, expected) => {
    expect(toRouteRequest([], { ...facts, options: { tool_choice: choice } }).toolChoice).toEqual(expected)
  })

  it.each([
    ['json mode', { options: { response_format: { type: 'json_object' } } }, { responseFormat: { type: 'json' } }],
    [
      'a schema among the options',
      { options: { response_format: { type: 'json_schema', json_schema: { name: 'n', schema } } } },
      { responseFormat: { type: 'json', name: 'n', schema } },
    ],
    [
      'a bound schema, asked for in several ways',
      { format: createStructuredFormat(schema, { name: 'n' }), formatBy: { t: 'tool-call' } },
      { responseFormat: { type: 'json', name: 'n', schema }, formatBy: { t: 'tool-call' }, tools: undefined },
    ],
    [
      'a schema that cannot be written as JSON Schema',
      { format: createStructuredFormat(z.object({ at: z.date() })) },
      { responseFormat: { type: 'json', schema: undefined } },
    ],
    [
      'a tool that cannot be written as JSON Schema',
      { tools: [{ name: 'look', schema: z.object({ at: z.date() }) }] },
      { tools: [{ name: 'look', parameters: undefined }] },
    ],
  ])('%s', (_what, more, expected) => {
    expect(toRouteRequest([], { ...facts, ...(more as Partial<RequestFacts>) })).toMatchObject(expected)
  })
})
