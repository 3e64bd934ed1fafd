import { describe, expect, it } from 'vitest'
import { readExport } from './read-export.ts'

const openaiUsage = (results: readonly object[], more: object = {}): string =>
  JSON.stringify({
    object: 'page',
    data: [{ object: 'bucket', start_time: 1_782_864_000, end_time: 1_782_950_400, results }],
    has_more: false,
    ...more,
  })

const cases: readonly (readonly [title: string, text: string, row: object])[] = [
  [
    'OpenAI usage',
    openaiUsage([
      {
        object: 'organization.usage.completions.result',
        input_tokens: 1_000,
        output_tokens: 500,
        input_cached_tokens: 800,
        num_model_requests: 5,
        project_id: null,
        model: 'gpt-5.5-2026-04-23',
        batch: null,
      },
    ]),
    { day: '2026-07-01', model: 'gpt-5.5-2026-04-23', requests: 5, inputTokens: 1_000, outputTokens: 500 },
  ],
  [
    'OpenAI usage',
    'start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens\n1782864000,1782950400,2026-07-01T00:00:00+00:00,2026-07-02T00:00:00+00:00,proj,10.0,gpt-5.5,59200.0,10646.0,5760.0\n1782950400,1783036800,2026-07-02T00:00:00+00:00,2026-07-03T00:00:00+00:00,,,,,,\n',
    { day: '2026-07-01', model: 'gpt-5.5', requests: 10, inputTokens: 59_200, outputTokens: 10_646 },
  ],
  [
    'OpenAI costs',
    openaiUsage([
      {
        object: 'organization.costs.result',
        amount: { value: 0.06, currency: 'usd' },
        line_item: 'gpt-5.5, input',
        project_id: null,
      },
    ]),
    { day: '2026-07-01', model: 'gpt-5.5, input', costNanoUsd: 60_000_000 },
  ],
  [
    'Anthropic usage report',
    JSON.stringify({
      data: [
        {
          starting_at: '2026-07-01T00:00:00Z',
          ending_at: '2026-07-02T00:00:00Z',
          results: [
            {
              uncached_input_tokens: 1_500,
              cache_read_input_tokens: 200,
              cache_creation: { ephemeral_1h_input_tokens: 1_000, ephemeral_5m_input_tokens: 500 },
              output_tokens: 500,
              server_tool_use: { web_search_requests: 10 },
              model: 'claude-sonnet-4-6',
              api_key_id: null,
            },
          ],
        },
      ],
      has_more: false,
      next_page: null,
    }),
    { day: '2026-07-01', model: 'claude-sonnet-4-6', inputTokens: 3_200, outputTokens: 500, costNanoUsd: 0 },
  ],
  [
    'Anthropic cost report',
    JSON.stringify({
      data: [
        {
          starting_at: '2026-07-01T00:00:00Z',
          ending_at: '2026-07-02T00:00:00Z',
          results: [
            {
              currency: 'USD',
              amount: '123.78912',
              model: 'claude-sonnet-4-6',
              cost_type: 'tokens',
              token_type: 'output_tokens',
              description: 'Claude Sonnet 4.6 Usage - Output Tokens',
              workspace_id: null,
            },
          ],
        },
      ],
    }),
    { day: '2026-07-01', model: 'claude-sonnet-4-6', costNanoUsd: 1_237_891_200 },
  ],
  [
    'Anthropic console usage',
    'usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n2026-07-01,claude-sonnet-4-6,app,Default,standard,≤ 200k,100,20,3,4000,50,0,global,\n',
    { day: '2026-07-01', model: 'claude-sonnet-4-6', inputTokens: 4_123, outputTokens: 50 },
  ],
  [
    'Anthropic console cost',
    'usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed\n2026-07-01,Claude Sonnet 4.6,Default,app,message,≤ 200k,input_no_cache,0.05,0.05,token,global,\n',
    { day: '2026-07-01', model: 'Claude Sonnet 4.6', costNanoUsd: 50_000_000 },
  ],
  [
    'OpenRouter activity export',
    'generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,cancelled,streamed\ngen-1,2026-06-30 23:46:57.713,0.0123,0,0,0,0,10389,137,0,0,deepseek/deepseek-v4-pro-20260423,DeepSeek,standard,false,true\n',
    {
      day: '2026-06-30',
      model: 'deepseek/deepseek-v4-pro-20260423',
      requests: 1,
      inputTokens: 10_389,
      outputTokens: 137,
      costNanoUsd: 12_300_000,
    },
  ],
  [
    'OpenRouter activity',
    JSON.stringify({
      data: [
        {
          date: '2026-07-01',
          model: 'deepseek/deepseek-v4-pro',
          model_permaslug: 'deepseek/deepseek-v4-pro-20260423',
          endpoint_id: 'e',
          provider_name: 'DeepSeek',
          usage: 0.015,
          byok_usage_inference: 0,
          requests: 5,
          prompt_tokens: 50,
          completion_tokens: 125,
          reasoning_tokens: 25,
        },
      ],
    }),
    { day: '2026-07-01', requests: 5, inputTokens: 50, outputTokens: 125, costNanoUsd: 15_000_000 },
  ],
  [
    'LiteLLM spend logs',
    `${JSON.stringify({ request_id: 'a', call_type: 'acompletion', api_key: 'hash', spend: 1.5e-5, total_tokens: 30, prompt_tokens: 20, completion_tokens: 10, startTime: '2026-07-01T23:30:00-02:00', endTime: '2026-07-02T01:30:01Z', model: 'openai/gpt-5.5', model_group: 'big', metadata: { user_api_key: 'x', deep: { a: 1 } }, request_tags: [], cache_hit: 'False' })}\n`,
    { day: '2026-07-02', model: 'openai/gpt-5.5', requests: 1, inputTokens: 20, outputTokens: 10, costNanoUsd: 15_000 },
  ],
  [
    'plain CSV',
    '\u{feff}date;model;requests;input_tokens;output_tokens;cost_usd\r\n2026-07-01;"gpt-5.5";5;100;50;0.25\r\n',
    { day: '2026-07-01', model: 'gpt-5.5', requests: 5, inputTokens: 100, outputTokens: 50, costNanoUsd: 250_000_000 },
  ],
]

describe('exports that are read', () => {
  it.each(cases)('%s', (title, text, row) => {
    const made = readExport(text)
    expect(made.shape.title).toBe(title)
    expect(made.rows).toHaveLength(1)
    expect(made.rows[0]).toMatchObject(row)
    expect(made.problems).toEqual([])
  })

  it('tells what an export has, and what it does not', () => {
    const told = cases.map(([title, text]) => [title, readExport(text).told] as const)
    expect(Object.fromEntries(told)).toMatchObject({
      'OpenAI usage': { requests: true, tokens: true, cost: false, models: true },
      'OpenAI costs': { requests: false, tokens: false, cost: true, models: true },
      'Anthropic usage report': { requests: false, tokens: true, cost: false },
      'plain CSV': { requests: true, tokens: true, cost: true },
    })
    expect(
      readExport(openaiUsage([{ input_tokens: 1, output_tokens: 1, num_model_requests: 1, model: null }])).told.models,
    ).toBe(false)
  })

  it('knows how finely costs are printed', () => {
    expect(readExport('date,model,cost_usd\n2026-07-01,a,0.25\n2026-07-02,a,1.1\n').costDecimals).toBe(2)
    expect(readExport(cases[4]?.[1] ?? '').costDecimals).toBe(7)
  })
})

const header = 'date,model,requests,cost_usd'

describe('bad input', () => {
  it.each<[string, string, object]>([
    ['a CSV that breaks off', `${header}\n2026-07-01,a,1,0.1\n2026-07-02,a`, { kind: 'half-written', place: 'line 3' }],
    [
      'a CSV that breaks off in a quoted field',
      `${header}\n2026-07-01,a,1,0.1\n2026-07-02,"a,1,2`,
      { kind: 'half-written', place: 'line 3' },
    ],
    ['JSON lines that break off', `${cases[9]?.[1]}{"request_id":"b","spe`, { kind: 'half-written', place: 'line 2' }],
    [
      'a line that is no JSON',
      `${cases[9]?.[1]}oops\n${cases[9]?.[1].replace('"a"', '"b"')}`,
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
      openaiUsage([{ input_tokens: 1, output_tokens: 1, num_model_requests: 1, model: 'a' }], { has_more: true }),
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
