import { describe, expect, test } from 'vitest'
import type { Json } from './json-fields.ts'
import { labelledRows } from './labelled-rows.ts'

const toPast = (json: Json) => labelledRows.toPast({ place: 'q:1', name: 'line 1', json })
const row = { id: 'a', prompt: 'How many?', weak: false, strong: true }

test('a weak and a strong answer, right or wrong, with what they said', () => {
  const { answers, request, actual, conversation } = toPast({ ...row, weakReply: '7', task: 'math', session: 's' })
  expect(answers).toMatchObject([
    { by: { rank: 'weak' }, labels: [{ source: 'human', score: 0 }], reply: { text: '7' } },
    { by: { rank: 'strong' }, labels: [{ score: 1 }], reply: undefined },
  ])
  expect(request).toMatchObject({ id: 'a', task: 'math', messages: [{ role: 'user', content: 'How many?' }] })
  expect([actual, conversation]).toEqual([undefined, 's'])
})

test('models by name', () => {
  const correct = { 'gpt-5.5': true, 'our-own-7b': false }
  expect(labelledRows.reads({ id: 'a', prompt: 'x', correct })).toBe(true)
  expect(toPast({ id: 'a', prompt: 'x', correct }).answers).toMatchObject([
    { by: { model: 'openai/gpt-5.5' }, labels: [{ score: 1 }] },
    { by: { model: 'our-own-7b' }, labels: [{ score: 0 }] },
  ])
})

describe('at', () => {
  test.each<[unknown, number | undefined]>([
    ['2026-08-20T02:00:00Z', Date.UTC(2026, 7, 20, 2)],
    ['2026-08-20T02:00:00', Date.UTC(2026, 7, 20, 2)],
    [null, undefined],
    [undefined, undefined],
  ])('%j', (at, ms) => expect(toPast({ ...row, at }).atMs).toBe(ms))
})

describe('a row is passed over', () => {
  test.each<[string, Json, string]>([
    ['without id', { ...row, id: undefined }, 'no id'],
    ['without prompt', { ...row, prompt: undefined }, 'no request'],
    ['with messages of no shape', { ...row, messages: [null] }, 'no request'],
    ['with parts of no shape', { ...row, messages: [{ role: 'user', content: [null] }] }, 'no request'],
    ['with tools of no shape', { ...row, tools: [null] }, 'no request'],
    [
      'with half of a tool call',
      { ...row, messages: [{ role: 'user', content: [{ type: 'tool-call' }] }] },
      'no request',
    ],
    ['with a label that is none', { ...row, weak: 'yes' }, 'no label'],
    ['with a label of a model that is none', { ...row, correct: { m: 1 } }, 'no label'],
    ['at no moment', { ...row, at: 'soon' }, 'no moment'],
  ])('%s', (_, json, kind) => {
    expect(() => toPast(json)).toThrow(
      expect.objectContaining({ kind, message: expect.stringContaining('q:1') as string }),
    )
  })
})

test('columns of other kinds are none of a request', () => {
  const { request } = toPast({
    ...row,
    tenant: 5,
    tags: { a: 1 },
    model: {},
    maxOutputTokens: 'many',
    responseFormat: 'json',
    split: 'dev',
  })
  expect(JSON.parse(JSON.stringify(request))).toEqual({
    id: 'a',
    messages: [{ role: 'user', content: 'How many?' }],
    tags: { a: '1' },
  })
})
