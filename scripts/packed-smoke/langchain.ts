import { ChatOpenAI } from '@langchain/openai'
import { decisionOf, RoutedChatModel } from '@signalbox/langchain'
import assert from 'node:assert/strict'
import { answer, baseUrl, createPolicy, fetch } from './shared/policy.ts'

const chat = (model: string): ChatOpenAI =>
  new ChatOpenAI({ model, apiKey: 'none', configuration: { baseURL: baseUrl, fetch } })
const model = new RoutedChatModel({ router: createPolicy(), models: { first: chat('down'), second: chat('up') } })

const chunks = []
for await (const chunk of await model.stream('Translate to French: hello, world')) chunks.push(chunk)
assert.ok(chunks.length > 2, 'a stream comes in pieces')
assert.equal(chunks.map(({ text }) => text).join(''), answer)
assert.equal(decisionOf(await model.invoke('Translate to French: hello, world'))?.target, 'second')
