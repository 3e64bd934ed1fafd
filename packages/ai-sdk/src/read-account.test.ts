import type { CallAccount, Notes } from '@signalbox/core'
import { expect, it } from 'vitest'
import { noteAccount, type AccountPlaces } from './read-account.ts'

function accountOf(places: AccountPlaces): CallAccount | undefined {
  let noted: CallAccount | undefined
  noteAccount(places, { account: (account) => void (noted = account) } as Notes)
  return noted
}

const openrouter = (provider: string, usage: { cost?: number }) => ({
  providerMetadata: {
    openrouter: {
      provider,
      reasoning_details: [],
      usage: { promptTokens: 12, completionTokens: 3, totalTokens: 15, ...usage },
    },
  },
})
const litellm = (headers: Record<string, string>) => ({ response: { id: 'chatcmpl-1', headers } })

it.each<[string, AccountPlaces, CallAccount | undefined]>([
  [
    'a whole result by OpenRouter',
    { ...openrouter('Fireworks', { cost: 0.0001 }), response: { id: 'gen-17', headers: {} } },
    { costUsd: 0.0001, host: 'Fireworks', callId: 'gen-17' },
  ],
  ['the end of a stream by OpenRouter', openrouter('Groq', { cost: 0 }), { costUsd: 0, host: 'Groq' }],
  ['OpenRouter without a provider or a cost', openrouter('', {}), undefined],
  ['the first word of a stream by OpenRouter', { response: { id: 'gen-17' } }, { callId: 'gen-17' }],
  [
    'a LiteLLM proxy',
    litellm({ 'x-litellm-response-cost': '2.8e-05', 'x-litellm-model-id': 'abc', 'x-litellm-call-id': 'c-1' }),
    { costUsd: 0.000_028, host: 'abc', callId: 'c-1' },
  ],
  ['a LiteLLM proxy that knows no price', litellm({ 'x-litellm-model-id': 'abc' }), { host: 'abc' }],
  ['a LiteLLM proxy whose cost is none', litellm({ 'x-litellm-response-cost': 'None' }), undefined],
  ['a provider called directly', { response: { id: 'chatcmpl-1', headers: { 'x-request-id': '1' } } }, undefined],
  ['nothing', {}, undefined],
])('reads %s', (_, places, account) => {
  expect(accountOf(places)).toEqual(account)
})
