import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createSignalbox } from '@signalbox/ai-sdk'
import { streamText } from 'ai'
import assert from 'node:assert/strict'
import { answer, baseUrl, createPolicy, fetch } from './shared/policy.ts'

const provider = createOpenAICompatible({ name: 'mock', baseURL: baseUrl, fetch })
const models = { first: provider('down'), second: provider('up') }
const signalbox = createSignalbox({ router: createPolicy(), models })

const result = streamText({ model: signalbox('auto'), prompt: 'Translate to French: hello, world' })
const pieces: string[] = []
for await (const piece of result.textStream) pieces.push(piece)
assert.ok(pieces.length > 1, 'a stream comes in pieces')
assert.equal(pieces.join(''), answer)
assert.equal((await result.response).modelId, 'up')
