import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CliResult } from './run-cli.ts'

const data = resolve(process.env['SIGNALBOX_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data'))
/** 780 questions with what a weak and a strong model answered. */
export const gsm8k = resolve(data, 'routellm/gsm8k.jsonl')
export const hasData = existsSync(gsm8k)

/** A cheap model in economy and a dear one in frontier. */
export function policy(strategy: string, more = ''): string {
  return `upstreams: { one: { dialect: openai-chat, baseUrl: http://127.0.0.1:1/v1 } }
targets:
  - { id: cheap, model: deepseek/deepseek-v4-pro, upstream: one }
  - { id: best, model: anthropic/claude-sonnet-4.6, upstream: one }
tiers:
  - { name: economy, targets: [cheap] }
  - { name: frontier, targets: [best] }
strategy: ${strategy}
${more}`
}

export const economy = policy('{ tier: economy }')
export const frontier = policy('{ tier: frontier }')
export const cascade = policy('{ cascade: { tiers: [economy, frontier], gate: { checks: {} } } }')
export const rules = policy('{ rules: [{ when: { task: [translate, qa] }, use: economy }], otherwise: frontier }')

const models = ['gpt-5.5', 'claude-sonnet-4-6', 'gpt-5.5']
const tasks = ['translate', 'code', 'qa']

/** Of spend logs: 40 requests of three task types on two models, a second to four apart from start to end. */
export function spendRow(index: number, more: object = {}): object {
  const model = models[index % 3]
  return {
    request_id: `r${index}`,
    call_type: 'acompletion',
    spend: 0.01,
    prompt_tokens: 900,
    completion_tokens: 200,
    startTime: `2026-07-0${1 + (index % 8)}T10:00:00Z`,
    endTime: `2026-07-0${1 + (index % 8)}T10:00:0${1 + (index % 4)}Z`,
    model,
    model_group: model === 'gpt-5.5' ? 'smart' : 'claude',
    request_tags: [`task:${tasks[index % 3]}`],
    status: 'success',
    session_id: `s${index}`,
    ...more,
  }
}

export const spendLog = toLines(Array.from({ length: 40 }, (_, index) => spendRow(index)))

export function toLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')
}

/** A side or a group as `--json` has it, as far as tests look. */
export interface ToldSide {
  readonly served: number
  readonly escalation: { readonly numerator: number; readonly denominator: number; readonly value: number }
  readonly quality: {
    readonly method: string
    readonly value: number
    readonly labelled: number
    readonly low: number
    readonly high: number
  }
  readonly noRoute: { readonly requests: number; readonly unknownModel: number }
}

export interface Told {
  readonly total: {
    readonly requests: number
    readonly a: ToldSide
    readonly b: ToldSide
    readonly cost: { readonly aNanoUsd: number; readonly bNanoUsd: number; readonly requests: number }
  }
  readonly a: { readonly isRecorded: boolean; readonly name: string }
  readonly b: { readonly name: string }
  readonly tasks: readonly { readonly key: string }[]
  readonly routes: readonly { readonly from: string; readonly to: string; readonly requests: number }[]
  readonly lost: readonly string[]
  readonly fromMs?: number
  readonly toMs?: number
  readonly limits: readonly { readonly limit: string; readonly holds: boolean | 'unknown' }[]
  readonly problems: readonly { readonly kind: string; readonly rows: number }[]
  readonly assumptions: readonly string[]
}

export function told(result: CliResult): Told {
  return result.json() as unknown as Told
}
