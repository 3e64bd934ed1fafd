import type { Features } from '../request/features.ts'

/**
 * Output tokens to expect by task, for ordering and for the cost shown before a call; the ledger never uses it. Round figures of
 * what such replies commonly run to; short-answer tasks are far below open ones, which is all that matters for an order.
 */
const tokensByTask: Readonly<Record<string, number>> = {
  classify: 20,
  extract: 150,
  format: 300,
  translate: 300,
  summarize: 250,
  rewrite: 300,
  qa: 200,
  chat: 150,
  writing: 700,
  code: 800,
  math: 500,
  reasoning: 800,
  agent: 300,
}

const fallbackTokens = 400

/** Never above the limit the request is sent with. */
export function expectedOutputTokens(features: Features, maxOutputTokens: number | undefined): number {
  const { task, inputTokens } = features
  const usual = Object.hasOwn(tokensByTask, task) ? (tokensByTask[task] ?? fallbackTokens) : fallbackTokens
  // What comes out of these is about as long as what goes in.
  const scaled = task === 'translate' || task === 'format' || task === 'rewrite' ? Math.max(40, inputTokens) : usual
  return Math.min(scaled, maxOutputTokens ?? Infinity)
}
