import { studySize } from '@signalbox/quality'
import { parseTime } from '../parse-time.ts'
import { UsageError } from '../usage-error.ts'
import type { JudgeOptions } from './judge-options.ts'

/** How many pairs a judge does not call a tie, before one has asked it. */
export const supposedDiscordance = 0.5
/** Fewer tell too little of a judge. */
const fewestUnasked = 60
/** More of a task type and side are judged only when asked for. */
const mostUnasked = 1_000

/** The same as values. */
export interface JudgeSettings {
  readonly study: string
  /** undefined = all. */
  readonly tasks: readonly string[] | undefined
  /** At most so many of each task type and side. */
  readonly perStratum: number
  /** Pairs are planned while this pays for them, nano-dollars; undefined = so many were asked for, whatever the cap makes of it. */
  readonly mostExpectedNanoUsd: number | undefined
  readonly models: readonly [string, string] | undefined
  readonly sinceMs: number | undefined
  readonly untilMs: number | undefined
  /** Wins less losses, a share. */
  readonly margin: number
  /** Nano-dollars. */
  readonly capNanoUsd: number
  readonly assumedPrice: { readonly inputPerMillionUsd: number; readonly outputPerMillionUsd: number } | undefined
  readonly concurrency: number
}

/** @throws UsageError naming the option */
export function toJudgeSettings(options: JudgeOptions, nowMs: number): JudgeSettings {
  const { against, models, since, until } = options
  if (against !== undefined && models !== undefined)
    throw new UsageError('--against and --models: choose one, another tier or two models.')
  const margin = toNumber(
    options.margin ?? '0.03',
    '--margin',
    (share) => share > 0 && share < 1,
    'a share between 0 and 1: 0.03 is 3 points',
  )
  const capNanoUsd = Math.round(
    toNumber(options.maxCost ?? '5', '--max-cost', (usd) => usd > 0 && usd <= 1e6, 'US dollars above 0') * 1e9,
  )
  return {
    study: toStudyName(options.report ?? options.study ?? 'judge'),
    tasks: options.tasks?.split(',').map((task) => task.trim()),
    perStratum:
      options.perStratum === undefined
        ? Math.min(mostUnasked, Math.max(fewestUnasked, studySize({ margin, discordance: supposedDiscordance })))
        : toNumber(
            options.perStratum,
            '--per-stratum',
            (n) => Number.isInteger(n) && n > 0 && n <= 10_000,
            'a whole number from 1 to 10000',
          ),
    mostExpectedNanoUsd: options.perStratum === undefined ? capNanoUsd : undefined,
    models: models === undefined ? undefined : toTwo(models),
    sinceMs: since === undefined ? undefined : parseTime(since, '--since', nowMs),
    untilMs: until === undefined ? undefined : parseTime(until, '--until', nowMs),
    margin,
    capNanoUsd,
    assumedPrice: toPrice(options.assumePrice),
    concurrency: toNumber(
      options.concurrency ?? '8',
      '--concurrency',
      (n) => Number.isInteger(n) && n > 0 && n <= 64,
      'a whole number from 1 to 64',
    ),
  }
}

/** It becomes part of headers and ids. */
function toStudyName(name: string): string {
  if (!/^[\w.-]{1,64}$/.test(name))
    throw new UsageError(`--study "${name}": take up to 64 letters, digits, dots, dashes and underscores.`)
  return name
}

function toTwo(models: string): readonly [string, string] {
  const [a, b, ...more] = models.split(',').map((name) => name.trim())
  if (a === undefined || a === '' || b === undefined || b === '' || more.length > 0)
    throw new UsageError(`--models "${models}": name two, as in --models deepseek/v4-pro,zai/glm-5.2.`)
  return [a, b]
}

function toPrice(text: string | undefined): JudgeSettings['assumedPrice'] {
  if (text === undefined) return undefined
  const [input, output] = /^\d+(\.\d+)?\/\d+(\.\d+)?$/.test(text) ? text.split('/').map(Number) : []
  if (input === undefined || output === undefined)
    throw new UsageError(`--assume-price "${text}": give US dollars a million tokens in and out, as in 0.5/1.5.`)
  return { inputPerMillionUsd: input, outputPerMillionUsd: output }
}

function toNumber(text: string, option: string, isValid: (value: number) => boolean, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!isValid(value)) throw new UsageError(`${option} ${text}: give ${what}.`)
  return value
}
