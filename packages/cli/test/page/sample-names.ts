/** The names a ledger keeps that somebody else chose: a test puts hostile ones here. */
export interface SampleNames {
  readonly policy: string
  readonly tasks: readonly string[]
  readonly tenants: readonly string[]
  readonly economy: string
  readonly frontier: string
  readonly baseline: string
  readonly app: string
  /** Before the number of a request. */
  readonly idPrefix: string
  readonly gate: string
  readonly rule: string
}

export const benignNames: SampleNames = {
  policy: 'default',
  tasks: [
    'summarize',
    'classify',
    'extract',
    'format',
    'translate',
    'rewrite',
    'qa',
    'chat',
    'writing',
    'code',
    'math',
    'reasoning',
  ],
  tenants: ['acme', 'globex', 'initech'],
  economy: 'deepseek/deepseek-v4-pro',
  frontier: 'anthropic/claude-sonnet-4.6',
  baseline: 'anthropic/claude-sonnet-4.6',
  app: 'support-desk',
  idPrefix: 'req-',
  gate: 'logprobs',
  rule: 'hard tasks go up',
}
