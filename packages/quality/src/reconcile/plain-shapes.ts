import type { ExportShape } from './export-shape.ts'

/** Anything else, put into these columns by hand or by a script: tokens, requests and cost as far as they are known. */
export const plainShapes: readonly ExportShape[] = [
  {
    provider: 'csv',
    title: 'plain CSV',
    source: 'this program',
    needs: ['date', 'model'],
    day: 'date',
    model: ['model'],
    requests: 'requests',
    inputTokens: ['input_tokens'],
    outputTokens: ['output_tokens'],
    cost: { column: 'cost_usd', unit: 'usd', currency: 'currency' },
    id: undefined,
    other: [],
  },
]
