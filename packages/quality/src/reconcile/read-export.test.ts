import { describe, expect, it } from 'vitest'
import { readExport } from './read-export.ts'

const openaiUsage = (results: readonly object[]): string =>
  JSON.stringify({
    object: 'page',
    data: [{ object: 'bucket', start_time: 1_782_864_000, end_time: 1_782_950_400, results }],
    has_more: false,
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
