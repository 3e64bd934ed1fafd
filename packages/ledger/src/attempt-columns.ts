import type { IntentRow, SettlementRow } from '@signalbox/core'

/** An attempt as it is stored; what is not known yet, or ever, is undefined. */
export function toAttemptRow(row: Readonly<Record<string, unknown>>): IntentRow & Partial<SettlementRow> {
  const text = (name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined)
  const number = (name: string): number | undefined => (typeof row[name] === 'number' ? row[name] : undefined)
  return {
    requestId: text('request_id') ?? '',
    n: number('n') ?? 0,
    step: number('step') ?? 0,
    purpose: (text('purpose') ?? 'serve') as IntentRow['purpose'],
    target: text('target') ?? '',
    model: text('model') ?? '',
    tier: text('tier') ?? '',
    startedAtMs: number('started_at_ms') ?? 0,
    end: text('ended') as SettlementRow['end'] | undefined,
    reason: text('reason'),
    status: number('status'),
    billable: text('billable') as SettlementRow['billable'] | undefined,
    servedModel: text('served_model'),
    inputTokens: number('input_tokens'),
    outputTokens: number('output_tokens'),
    cacheReadTokens: number('cache_read_tokens'),
    cacheWriteTokens: number('cache_write_tokens'),
    reasoningTokens: number('reasoning_tokens'),
    costNanoUsd: number('cost_nano_usd'),
    priceJson: text('price_json'),
    firstContentMs: number('first_content_ms'),
    durationMs: number('duration_ms'),
  }
}
