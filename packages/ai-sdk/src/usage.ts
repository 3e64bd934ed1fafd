import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Outcome, Usage } from '@signalbox/core'

/** The host's usage, as the core counts; the host's own object is kept in `raw`. */
export function toUsage(usage: LanguageModelV4Usage): Usage {
  const { inputTokens, outputTokens } = usage
  return {
    inputTokens: inputTokens?.total,
    outputTokens: outputTokens?.total,
    cacheReadTokens: inputTokens?.cacheRead,
    cacheWriteTokens: inputTokens?.cacheWrite,
    reasoningTokens: outputTokens?.reasoning,
    raw: usage,
  }
}

/**
 * What a result says was used: everything the request caused, rejected drafts, samples and judges included, so that the host's
 * sums are what is billed. The served reply's own object where nothing else used any.
 */
export function sumUsage(
  served: LanguageModelV4Usage,
  { attempts, servedBy }: Pick<Outcome, 'attempts' | 'servedBy'>,
): LanguageModelV4Usage {
  const others = attempts.flatMap(({ n, usage }) =>
    usage === undefined || n === servedBy?.n ? [] : [fromUsage(usage)],
  )
  if (others.length === 0) return served
  const all = [served, ...others]
  return {
    ...served,
    inputTokens: {
      total: sum(all.map(({ inputTokens }) => inputTokens.total)),
      noCache: sum(all.map(({ inputTokens }) => inputTokens.noCache)),
      cacheRead: sum(all.map(({ inputTokens }) => inputTokens.cacheRead)),
      cacheWrite: sum(all.map(({ inputTokens }) => inputTokens.cacheWrite)),
    },
    outputTokens: {
      total: sum(all.map(({ outputTokens }) => outputTokens.total)),
      text: sum(all.map(({ outputTokens }) => outputTokens.text)),
      reasoning: sum(all.map(({ outputTokens }) => outputTokens.reasoning)),
    },
  }
}

/** What is known of nothing used at all. */
export const unknownUsage: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
}

function fromUsage({ raw, ...usage }: Usage): LanguageModelV4Usage {
  if (typeof raw === 'object' && raw !== null && 'inputTokens' in raw) return raw as LanguageModelV4Usage
  return {
    inputTokens: {
      total: usage.inputTokens,
      noCache: undefined,
      cacheRead: usage.cacheReadTokens,
      cacheWrite: usage.cacheWriteTokens,
    },
    outputTokens: { total: usage.outputTokens, text: undefined, reasoning: usage.reasoningTokens },
  }
}

/** Unknown adds nothing; all unknown stays unknown. */
function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0)
}
