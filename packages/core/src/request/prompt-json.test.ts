import { expect, it } from 'vitest'
import { fromPromptJson, toPromptJson } from './prompt-json.ts'
import type { RouteRequest } from './route-request.ts'

const messages = [{ role: 'user', content: 'hi' }] as const

it.each<[string, RouteRequest]>([
  ['messages alone', { messages }],
  ['tools', { messages, tools: [{ name: 'find', parameters: { type: 'object' } }], toolChoice: 'auto' }],
  ['a form', { messages, responseFormat: { type: 'json', schema: { type: 'object' } } }],
])('%s come back as they were stored', (_, request) => {
  expect(fromPromptJson(toPromptJson(request))).toEqual(request)
})

it('messages alone are stored as they have always been', () => {
  expect(JSON.parse(toPromptJson({ messages }))).toEqual(messages)
})

it.each([undefined, '', 'no json', 'null', '7', '[]', '{}', '{"messages":[]}', '{"messages":"hi"}'])(
  '%s is no prompt',
  (text) => {
    expect(fromPromptJson(text)).toBeUndefined()
  },
)
