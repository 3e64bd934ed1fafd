import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { BadRequest } from './bad-request.ts'
import { readClientRequest } from './read-client-request.ts'

const bodies: Readonly<Record<DialectName, Record<string, unknown>>> = {
  'openai-chat': {
    model: 'auto',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'image_url', image_url: { url: 'https://a.test' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'b', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'c' },
    ],
    tools: [{ type: 'function', function: { name: 'b', parameters: { type: 'object' } } }],
    tool_choice: { type: 'function', function: { name: 'b' } },
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema: {} } },
    stop: ['a'],
    stream_options: { include_usage: true },
  },
  'openai-responses': {
    model: 'auto',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'a' },
          { type: 'input_file', file_url: 'https://a.test' },
        ],
      },
      { type: 'function_call', call_id: 'a', name: 'b', arguments: '{}' },
      { type: 'function_call_output', call_id: 'a', output: [{ type: 'input_text', text: 'c' }] },
    ],
    tools: [{ type: 'function', name: 'b', parameters: {} }],
    text: { format: { type: 'json_schema', name: 'x', schema: {} } },
    reasoning: { effort: 'low' },
    include: ['message.output_text.logprobs'],
  },
  'anthropic-messages': {
    model: 'auto',
    max_tokens: 10,
    system: [{ type: 'text', text: 'a' }],
    messages: [
      { role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'https://a.test' } }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'b', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'c' }] }] },
    ],
    tools: [{ name: 'b', input_schema: {} }],
    tool_choice: { type: 'tool', name: 'b' },
    thinking: { type: 'enabled', budget_tokens: 1_024 },
  },
}

const dialects = Object.keys(bodies) as readonly DialectName[]

/** Every place of a value, as the keys that lead to it. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

function withAt(value: unknown, [key, ...rest]: readonly string[], given: unknown): unknown {
  if (key === undefined) return given
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>
  copy[key] = withAt(copy[key], rest, given)
  return copy
}

describe.each(dialects)('%s', (dialect) => {
  const places = placesOf(bodies[dialect]).filter(({ length }) => length > 0)

  it('is read without a change to what was sent', () => {
    const json = structuredClone(bodies[dialect])
    readClientRequest({ dialect, json })
    expect(json).toEqual(bodies[dialect])
  })

  it.each(places.map((place) => [place.join('.'), place] as const))(
    'takes anything in the place of %s, or names what is wrong',
    (_, place) => {
      for (const value of [
        0,
        -1,
        1.5,
        1e300,
        '',
        'x',
        true,
        null,
        [],
        [[]],
        {},
        { type: 5 },
        [null],
        ['x'],
        { x: {} },
      ]) {
        const json = withAt(bodies[dialect], place, value) as Record<string, unknown>
        try {
          expect(readClientRequest({ dialect, json }).request.messages.length).toBeGreaterThan(-1)
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequest)
          expect(error).toMatchObject({ status: 400, code: expect.any(String), param: expect.any(String) })
          expect((error as BadRequest).message).toContain(`'${(error as BadRequest).param}'`)
        }
      }
    },
  )

  it('never throws anything but a refusal with a place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 4 }), (place, value) => {
        try {
          readClientRequest({ dialect, json: withAt(bodies[dialect], place, value) as Record<string, unknown> })
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequest)
          expect((error as BadRequest).param).toBeDefined()
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives fields names that a header can carry', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((name) => !/\p{Cs}/u.test(name)),
        (name) => {
          const { request } = readClientRequest({ dialect, json: { ...bodies[dialect], [`${name}\n`]: 1 } })
          for (const field of request.fields ?? []) expect(field.name).toMatch(/^[\x21-\x7e]{1,120}$/)
        },
      ),
    )
  })
})
