import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { toErrorFrame } from './error-frames.ts'
import { toErrorBody } from './to-error-body.ts'

describe('a body', () => {
  it.each([
    [400, 'invalid_request_error', 'invalid_request_error'],
    [401, 'authentication_error', 'authentication_error'],
    [402, 'invalid_request_error', 'billing_error'],
    [403, 'permission_error', 'permission_error'],
    [404, 'invalid_request_error', 'not_found_error'],
    [413, 'invalid_request_error', 'request_too_large'],
    [422, 'invalid_request_error', 'invalid_request_error'],
    [429, 'rate_limit_error', 'rate_limit_error'],
    [500, 'api_error', 'api_error'],
    [503, 'api_error', 'api_error'],
    [504, 'api_error', 'timeout_error'],
    [529, 'api_error', 'overloaded_error'],
  ])('of status %d', (status, openai, anthropic) => {
    const fields = { status, message: 'No.', requestId: 'r' }
    for (const dialect of ['openai-chat', 'openai-responses'] as const)
      expect(toErrorBody(dialect, fields)).toEqual({ error: { message: 'No.', type: openai, param: null, code: null } })
    expect(toErrorBody('anthropic-messages', fields)).toEqual({
      type: 'error',
      error: { type: anthropic, message: 'No.' },
      request_id: 'r',
    })
  })

  it('says which field and why, where the dialect can', () => {
    const fields = { status: 400, message: 'No.', type: 't', param: 'n', code: 'c', requestId: 'r' }
    expect(toErrorBody('openai-chat', fields)).toEqual({ error: { message: 'No.', type: 't', param: 'n', code: 'c' } })
    expect(toErrorBody('anthropic-messages', fields)).toMatchObject({ error: { type: 't', message: 'No.' } })
  })
})

describe('a frame is thrown by the SDK that reads it', () => {
  const key = { apiKey: 'k', maxRetries: 0 }
  const serve = (frame: string) => async (): Promise<Response> =>
    new Response(frame, { headers: { 'content-type': 'text/event-stream' } })
  const drain = async (stream: AsyncIterable<unknown>): Promise<void> => {
    for await (const _ of stream);
  }
  const facts = { message: 'It broke.', code: 'upstream_reset', status: 529 }

  it('chat', async () => {
    const client = new OpenAI({ ...key, fetch: serve(toErrorFrame('openai-chat', facts)) })
    const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true })
    await expect(drain(stream)).rejects.toMatchObject({ code: 'upstream_reset', type: 'api_error' })
  })
  it('responses', async () => {
    const client = new OpenAI({ ...key, fetch: serve(toErrorFrame('openai-responses', facts)) })
    const stream = await client.responses.create({ model: 'm', input: '', stream: true })
    await expect(drain(stream)).rejects.toThrow('It broke.')
  })
  it('messages', async () => {
    const client = new Anthropic({ ...key, fetch: serve(toErrorFrame('anthropic-messages', facts)) })
    const stream = await client.messages.create({ model: 'm', max_tokens: 1, messages: [], stream: true })
    await expect(drain(stream)).rejects.toMatchObject({
      error: { error: { type: 'overloaded_error', message: 'It broke.' } },
    })
  })
})
