/** How a target may behave at one call. */
export type Behaviour =
  | 'healthy'
  | 'slow'
  | 'pieces'
  | 'silent'
  | 'reset'
  | 'refused'
  | 'status-500'
  | 'status-503'
  | 'status-529'
  | 'status-401'
  | 'status-404'
  | 'status-400'
  | 'status-413'
  | 'content-policy'
  | 'context-length'
  | 'quota'
  | 'limited'
  | 'limited-briefly'
  | 'limited-nonsense'
  | 'empty'
  | 'no-marker'
  | 'cut-by-end'
  | 'cut-by-throw'
  | 'stall'
  | 'drip'
  | 'in-band'
  | 'in-band-late'
  | 'error-finish'
  | 'refused-tool'
  | 'no-usage'

/** Nothing in these keeps a request from being served. */
export const harmless: ReadonlySet<Behaviour> = new Set(['healthy', 'pieces', 'no-usage'])

/** Ends a request wherever it meets it: the client's own fault, or a refusal. */
export const final: ReadonlySet<Behaviour> = new Set(['status-400', 'content-policy'])

export const faulty: readonly [Behaviour, ...Behaviour[]] = [
  'slow',
  'silent',
  'reset',
  'refused',
  'status-500',
  'status-503',
  'status-529',
  'status-401',
  'status-404',
  'status-400',
  'content-policy',
  'context-length',
  'quota',
  'limited',
  'limited-briefly',
  'limited-nonsense',
  'empty',
  'no-marker',
  'cut-by-end',
  'cut-by-throw',
  'stall',
  'drip',
  'in-band',
  'in-band-late',
  'error-finish',
  'refused-tool',
]

/** What chains and pools are for, more of it. */
export const faultyWhereCarried: readonly [Behaviour, ...Behaviour[]] = [
  ...faulty,
  ...(['context-length', 'content-policy', 'status-413', 'reset', 'in-band', 'silent', 'limited-briefly'] as const),
  ...(['context-length', 'content-policy', 'status-503'] as const),
]
