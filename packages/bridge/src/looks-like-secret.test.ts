import { expect, it } from 'vitest'
import { looksLikeSecret } from './looks-like-secret.ts'

it.each([
  'sk-proj-1234567890',
  'Bearer abc',
  'basic dXNlcjpwYXNz',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'hf_abcdefghij',
  '0123456789abcdef0123456789abcdef',
  'key=9f8e7d6c5b4a39281706f5e4d3c2b1a0',
])('%s looks like a secret', (text) => expect(looksLikeSecret(text)).toBe(true))

it.each([
  '',
  'claude-sonnet-4-5-20250929',
  'anthropic.claude-3-5-sonnet-20241022-v2:0',
  'accounts/fireworks/models/llama-v3p1-405b-instruct',
  '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  'team-a',
  'Be brief, and answer in French.',
  'internationalizationworkgroup',
  '2026-11-25T18:00:00Z',
  'task-1234567',
  'data:font/woff2;base64,d09GMgABAAAAA1234567890AAAAAAAA',
  'https://example.test/a/b/c',
])('%s does not', (text) => expect(looksLikeSecret(text)).toBe(false))
