import { costNanoUsd, createFeatures, priceOfTarget, type RouterOptions, type RouteRequest } from '@signalbox/core'

/** What a provider adds to a prompt, in tokens: roles, separators, a frame for JSON. */
const addedTokens = 256

/**
 * What the input of a request may cost beyond its estimate, at the dearest of these targets: integers of nano-dollars. No tokeniser
 * makes more tokens of a text than it has bytes.
 */
export function inputSlackNanoUsd(
  request: RouteRequest,
  targets: readonly string[],
  {
    policy,
    nowMs,
    moreBytes = 0,
  }: { readonly policy: RouterOptions; readonly nowMs: number; readonly moreBytes?: number },
): number {
  const { messages, tools, responseFormat } = request
  const estimated = createFeatures(request).inputTokens
  const most =
    addedTokens + moreBytes + new TextEncoder().encode(JSON.stringify([messages, tools, responseFormat])).length
  const slacks = policy.targets.flatMap((target) => {
    const card = targets.includes(target.id) ? policy.catalog.find(target.model) : undefined
    const price = card && priceOfTarget(target, card, nowMs)
    if (price === undefined) return []
    const [dear, usual] = [most, estimated].map((inputTokens) => costNanoUsd(price, { inputTokens, outputTokens: 0 }))
    return dear === undefined || usual === undefined ? [] : [dear - usual]
  })
  return Math.max(0, ...slacks)
}
