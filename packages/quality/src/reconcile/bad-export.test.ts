import { describe, expect, it } from 'vitest'
import { readExport } from './read-export.ts'

const spendLog = `${JSON.stringify({ request_id: 'a', spend: 0.1, prompt_tokens: 20, completion_tokens: 10, startTime: '2026-07-01T00:00:00Z', model: 'gpt-5.5' })}\n`
const header = 'date,model,requests,cost_usd'

describe('bad input', () => {
  it.each<[string, string, object]>([
    ['a CSV that breaks off', `${header}\n2026-07-01,a,1,0.1\n2026-07-02,a`, { kind: 'half-written', place: 'line 3' }],
    [
      'a CSV that breaks off in a quoted field',
      `${header}\n2026-07-01,a,1,0.1\n2026-07-02,"a,1,2`,
      { kind: 'half-written', place: 'line 3' },
    ],
    ['JSON lines that break off', `${spendLog}{"request_id":"b","spe`, { kind: 'half-written', place: 'line 2' }],
    [
      'a line that is no JSON',
      `${spendLog}oops\n${spendLog.replace('"a"', '"b"')}`,
      { kind: 'not-json', place: 'line 2' },
    ],
    [
      'too many fields',
      `${header}\n2026-07-01,a,1,0.1,9\n2026-07-01,a,1,0.1\n`,
      { kind: 'wrong-field-count', place: 'line 2' },
    ],
    [
      'a column that is not understood',
      `${header},discount\n2026-07-01,a,1,0.1,5\n`,
      { kind: 'unknown-column', place: 'line 2', message: 'the column discount is not understood and not used' },
    ],
    [
      'a number that may mean anything',
      `${header}\n2026-07-01,a,"1,234",0.1\n`,
      { kind: 'not-a-number', place: 'line 2' },
    ],
    ['a day that is none', `${header}\n01/07/2026,a,1,0.1\n`, { kind: 'not-a-day', place: 'line 2' }],
    ['another currency', `${header},currency\n2026-07-01,a,1,0.1,EUR\n`, { kind: 'other-currency', place: 'line 2' }],
    [
      'a row that is there twice',
      `${header}\n2026-07-01,a,1,0.1\n2026-07-01,a,1,0.1\n`,
      { kind: 'duplicate', place: 'line 3' },
    ],
    [
      'a page that is not the last',
      JSON.stringify({
        data: [{ start_time: 1_782_864_000, results: [{ input_tokens: 1, output_tokens: 1, num_model_requests: 1 }] }],
        has_more: true,
      }),
      { kind: 'more-pages' },
    ],
  ])('%s is named, with its place', (_, text, problem) => {
    const made = readExport(text)
    expect(made.problems).toHaveLength(1)
    expect(made.problems[0]).toMatchObject(problem)
  })

  it('counts lines through quoted fields', () => {
    const made = readExport(`${header}\n2026-07-01,"a\nb",1,0.1\n2026-07-01,a,one,0.1\n`)
    expect(made.problems).toMatchObject([{ kind: 'not-a-number', place: 'line 4' }])
    expect(made.rows).toMatchObject([{ model: 'a\nb' }])
  })

  it.each([
    ['nothing', ''],
    ['a document cut off', '{"data":[{"start_time":1'],
    [
      'a document cut off, over lines',
      '{\n  "data": [\n    {"request_id": "a", "startTime": "2026-07-01", "spend": 1}\n',
    ],
    ['columns of nobody', 'when,what,price\n1,2,3\n'],
    ['a header alone', `${header}\n`],
    ['what an API says instead', '{"error":{"message":"no such key"}}'],
  ])('%s is no export', (_, text) => {
    expect(() => readExport(text)).toThrow(expect.objectContaining({ name: 'ExportError' }))
  })

  it('names what would be understood of the provider that was named', () => {
    expect(() => readExport(`${header}\n2026-07-01,a,1,0.1\n`, 'openai')).toThrow(
      /the columns date, model, requests, cost_usd.*OpenAI usage \(start_time, input_tokens, num_model_requests\)/,
    )
  })
})
