import type { ReplayLimits } from '@signalbox/quality'
import { UsageError } from '../usage-error.ts'

/** Limits as they are typed. */
export interface LimitOptions {
  /** `0.2` or `20%` */
  readonly maxEscalation?: string | undefined
  /** `+5%` or `-20%` against A, or dollars over the record: `120`, `$120` */
  readonly maxCost?: string | undefined
  readonly minQuality?: string | undefined
  /** ms */
  readonly maxP95?: string | undefined
  readonly maxNoRoute?: string | undefined
  /** Of the rows of the record. */
  readonly maxLeftOut?: string | undefined
}

/** @throws UsageError naming the option */
export function parseLimits(options: LimitOptions): ReplayLimits {
  const { maxCost } = options
  return {
    maxEscalation: toShare(options.maxEscalation, '--max-escalation'),
    ...(maxCost !== undefined && toCostLimit(maxCost.trim())),
    minQuality: toShare(options.minQuality, '--min-quality'),
    maxP95Ms: toAmount(options.maxP95, '--max-p95', 'milliseconds: 2500'),
    maxNoRoute: toShare(options.maxNoRoute, '--max-no-route'),
  }
}

/** @throws UsageError naming the option */
export function parseMaxLeftOut({ maxLeftOut }: LimitOptions): number | undefined {
  return toShare(maxLeftOut, '--max-left-out')
}

function toCostLimit(text: string): ReplayLimits {
  const change = /^([+-]?\d+(?:\.\d+)?) ?%$/.exec(text)
  if (change !== null) return { maxCostChange: Number(change[1]) / 100 }
  return { maxCostUsd: toAmount(text.replace(/^\$/, ''), '--max-cost', 'a change (+5%, -20%) or dollars (120)') }
}

function toShare(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const found = /^(\d+(?:\.\d+)?|\.\d+) ?(%?)$/.exec(text.trim())
  const share = found === null ? Number.NaN : Number(found[1]) / (found[2] === '%' ? 100 : 1)
  if (!(share >= 0 && share <= 1)) throw new UsageError(`${option} "${text}": give a share, 0.2 or 20%.`)
  return share
}

function toAmount(text: string | undefined, option: string, what: string): number | undefined {
  if (text === undefined) return undefined
  const amount = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(amount) || amount < 0) throw new UsageError(`${option} "${text}": give ${what}.`)
  return amount
}
