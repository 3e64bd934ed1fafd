import { closeSync, openSync, writeSync } from 'node:fs'

/** A month of traffic as a LiteLLM spend log would have it, all of it on GPT-5.5. */
export interface MonthOptions {
  /** First day of 30, as in `2026-07-01`. */
  readonly from: string
  /** Input tokens for every output token; 0 = a prompt of one token, as if output were all that costs. */
  readonly inputPerOutput: number
  /** Requests; each costs ten cents. Default 100,000: $10,000. */
  readonly requests?: number | undefined
}

/** Seven of ten requests are of kinds a cheap model does well. */
const tasks = ['summarize', 'classify', 'extract', 'format', 'translate', 'rewrite', 'qa', 'code', 'reasoning', 'agent']
/** USD per million tokens of GPT-5.5 in both months. */
const rates = { input: 5, output: 30 } as const
const requestUsd = 0.1
const monthMs = 30 * 86_400_000

/** The same rows every time. */
export function writeMonth(file: string, { from, inputPerOutput, requests = 100_000 }: MonthOptions): void {
  const output = Math.round((requestUsd * 1e6) / (rates.output + rates.input * inputPerOutput))
  const input = Math.max(1, Math.round(output * inputPerOutput))
  const spend = (input * rates.input + output * rates.output) / 1e6
  const startMs = Date.parse(from)
  const target = openSync(file, 'w')
  try {
    for (let n = 0; n < requests; n++) {
      const atMs = startMs + Math.floor((n / requests) * monthMs)
      const row = {
        request_id: `month-${n}`,
        call_type: 'acompletion',
        spend,
        total_tokens: input + output,
        prompt_tokens: input,
        completion_tokens: output,
        startTime: new Date(atMs).toISOString(),
        endTime: new Date(atMs + 4_000).toISOString(),
        model: 'gpt-5.5',
        model_group: 'gpt-5.5',
        custom_llm_provider: 'openai',
        request_tags: [`task:${tasks[n % tasks.length]}`],
        status: 'success',
      }
      writeSync(target, `${JSON.stringify(row)}\n`)
    }
  } finally {
    closeSync(target)
  }
}

if (process.argv[1] === import.meta.filename) {
  const [file = 'month.jsonl', ratio = '3', from = '2026-07-01'] = process.argv.slice(2)
  writeMonth(file, { from, inputPerOutput: Number(ratio) })
}
