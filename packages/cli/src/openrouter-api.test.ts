import { expect, it } from 'vitest'
import { openrouterApi } from './openrouter-api.ts'

it.each([
  ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
  ['https://openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1'],
  ['https://openrouter.ai/api/', 'https://openrouter.ai/api/v1'],
])('%s has its pages at %s', (baseUrl, api) => expect(openrouterApi(baseUrl)).toBe(api))
