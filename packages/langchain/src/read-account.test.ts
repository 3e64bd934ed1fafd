import { AIMessage, AIMessageChunk } from '@langchain/core/messages'
import { ChatGenerationChunk } from '@langchain/core/outputs'
import type { CallAccount, Notes } from '@signalbox/core'
import { expect, it } from 'vitest'
import { chunkDialect } from './chunk-dialect.ts'
import { eventDialect } from './event-dialect.ts'
import { noteAccount } from './read-account.ts'
import { resultDialect } from './result-dialect.ts'

function accountOf(message: AIMessage): CallAccount | undefined {
  return accountNoted((notes) => noteAccount(message, notes))
}

function accountNoted(read: (notes: Notes) => void): CallAccount | undefined {
  let noted: CallAccount | undefined
  const ignore = (): void => {}
  read({
    wantsText: false,
    content: ignore,
    toolCall: ignore,
    logprobs: ignore,
    usage: ignore,
    servedModel: ignore,
    account: (account) => void (noted = { ...noted, ...account }),
    end: ignore,
    failed: ignore,
  })
  return noted
}

const usage = (more: Record<string, unknown>) => ({
  prompt_tokens: 12,
  completion_tokens: 3,
  total_tokens: 15,
  ...more,
})

it.each<[string, string | undefined, Record<string, unknown>, CallAccount | undefined]>([
  [
    'a message of @langchain/openrouter',
    'gen-17',
    { model_provider: 'openrouter', model_name: 'acme/small', usage: usage({ cost: 0.0001 }) },
    { costUsd: 0.0001, callId: 'gen-17' },
  ],
  ['a chunk of it', 'gen-17', { model_provider: 'openrouter', usage: {} }, { callId: 'gen-17' }],
  [
    'a message of it without an id',
    undefined,
    { model_provider: 'openrouter', usage: usage({ cost: 0 }) },
    { costUsd: 0 },
  ],
  [
    'a message of @langchain/openai that OpenRouter answered',
    'gen-17',
    { model_provider: 'openai', usage: usage({ cost: 0.0001 }) },
    { costUsd: 0.0001, callId: 'gen-17' },
  ],
  ['a cost of whom nobody knows', 'chatcmpl-1', { model_provider: 'openai', usage: usage({ cost: 7 }) }, undefined],
  ['a cost in a form of its own', 'gen-17', { usage: usage({ cost: { total: 7 } }) }, { callId: 'gen-17' }],
  ['nothing', undefined, {}, undefined],
])('reads %s', (_, id, response_metadata, account) => {
  expect(accountOf(new AIMessage({ content: 'x', ...(id !== undefined && { id }), response_metadata }))).toEqual(
    account,
  )
})

const told = { id: 'gen-17', content: 'x', response_metadata: { model_provider: 'openrouter', usage: { cost: 0.5 } } }

it.each<[string, (notes: Notes) => void, CallAccount]>([
  [
    'a result',
    (notes) =>
      resultDialect
        .open()
        .read({ result: { generations: [{ text: 'x', message: new AIMessage(told) }] }, tellsItsEnd: false }, notes),
    { costUsd: 0.5, callId: 'gen-17' },
  ],
  [
    'a chunk',
    (notes) =>
      chunkDialect.open().read(new ChatGenerationChunk({ text: 'x', message: new AIMessageChunk(told) }), notes),
    { costUsd: 0.5, callId: 'gen-17' },
  ],
  [
    'the first event',
    (notes) => eventDialect.open().read({ event: 'message-start', id: 'gen-17' }, notes),
    { callId: 'gen-17' },
  ],
])('is read from %s', (_, read, account) => {
  expect(accountNoted(read)).toEqual(account)
})
