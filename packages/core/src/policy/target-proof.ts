import type { PriceSchedule } from '../catalog/price.ts'
import { priceOfTarget } from '../catalog/price-of-target.ts'
import { nearest } from './did-you-mean.ts'
import type { ProofInput } from './proof-input.ts'
import type { ProofIssue } from './proof-issue.ts'
import { error, warning } from './to-issue.ts'

/** Each target by itself: its id, model, prices, and whether anything leads to it. */
export function proveTargets({ targets, tiers, catalog, nowMs }: ProofInput): ProofIssue[] {
  const issues: ProofIssue[] = []
  const seen = new Set<string>()
  targets.forEach((target, index) => {
    const path = ['targets', index]
    if (seen.has(target.id))
      issues.push(error('duplicate', path, `Two targets have the id "${target.id}". Give each its own.`))
    seen.add(target.id)
    const card = catalog.find(target.model)
    if (card === undefined) {
      const near = nearest(
        target.model,
        catalog.models.map(({ id }) => id),
      )
      const hint =
        near === undefined ? 'Declare it under models, or see `signalbox models`.' : `Did you mean "${near}"?`
      issues.push(
        error(
          'unknown-model',
          [...path, 'model'],
          `Target "${target.id}" is of model "${target.model}", which the catalogue does not have. ${hint}`,
        ),
      )
      return
    }
    if (
      hasNegativePrice(target.prices) ||
      [target.assumedPrice?.inputPerMillionUsd, target.assumedPrice?.outputPerMillionUsd].some(isBelowZero)
    ) {
      issues.push(
        error(
          'negative-price',
          [...path, 'prices'],
          `Target "${target.id}" has a negative price. A price is 0 or more; leave it out if it is not known.`,
        ),
      )
    }
    if (card.prices.some(hasNegativePrice)) {
      issues.push(
        error(
          'negative-price',
          ['models', target.model],
          `Model "${target.model}" has a negative price. A price is 0 or more; leave it out if it is not known.`,
        ),
      )
    }
    if (!tiers.some((tier) => tier.targets.includes(target.id))) {
      issues.push(
        warning('unused-target', path, `Target "${target.id}" is in no tier: it serves only callers who name it.`),
      )
    }
    if (priceOfTarget(target, card, nowMs) === undefined) {
      issues.push(
        warning(
          'price-unknown',
          path,
          `The price of target "${target.id}" is not known: its cost will be missing from reports, and a cost ceiling rejects it. Declare prices or an assumedPrice.`,
        ),
      )
    }
  })
  return issues
}

function hasNegativePrice(schedule: PriceSchedule | undefined): boolean {
  return (schedule?.periods ?? []).some(({ tiers }) =>
    tiers.some((tier) =>
      [
        tier.inputPerMillionUsd,
        tier.outputPerMillionUsd,
        tier.cacheReadPerMillionUsd,
        tier.cacheWritePerMillionUsd,
      ].some(isBelowZero),
    ),
  )
}

function isBelowZero(value: number | undefined): boolean {
  return value !== undefined && !(value >= 0)
}
