/** Who exports usage in a shape that is read. */
export const exportProviders = ['openai', 'anthropic', 'openrouter', 'litellm', 'csv'] as const
export type ExportProvider = (typeof exportProviders)[number]

/** How one kind of export says its usage: column names, JSON fields as `ExportRecord` joins them. */
export interface ExportShape {
  readonly provider: ExportProvider
  /** For people. */
  readonly title: string
  /** Where the shape was looked up, and when. */
  readonly source: string
  /** What no row lacks, and no other shape has. */
  readonly needs: readonly string[]
  /** Seconds since the epoch, a day, or an instant; without a zone it is UTC. */
  readonly day: string
  /** The first that a row has. */
  readonly model: readonly string[]
  /** undefined = it is not told; `each` = a row is one request. */
  readonly requests: string | undefined
  /** Summed. */
  readonly inputTokens: readonly string[]
  readonly outputTokens: readonly string[]
  readonly cost:
    | { readonly column: string; readonly unit: 'usd' | 'cents'; readonly currency: string | undefined }
    | undefined
  /** A row's own name, which comes once. */
  readonly id: string | undefined
  /** Understood and not needed. A name also stands for what is nested in it. */
  readonly other: readonly string[]
}

/** For `requests`. */
export const each = 'each'
