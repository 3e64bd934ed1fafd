import type { StrategyInput } from './strategy.ts'

/** At least and below, either may be left out. */
export interface Range {
  readonly atLeast?: number | undefined
  readonly below?: number | undefined
}

/** When a rule holds: every field named must match; a list matches any of its entries. */
export interface Condition {
  readonly task?: string | readonly string[] | undefined
  readonly language?: string | readonly string[] | undefined
  readonly tenant?: string | readonly string[] | undefined
  /** What the caller asked for in `model`. */
  readonly model?: string | readonly string[] | undefined
  /** Tag name -> value or values. */
  readonly tag?: Readonly<Record<string, string | readonly string[]>> | undefined
  readonly inputTokens?: Range | undefined
  readonly difficulty?: Range | undefined
  readonly turns?: Range | undefined
  readonly needsTools?: boolean | undefined
  readonly needsJson?: 'no' | 'json' | 'schema' | undefined
  readonly modality?: string | readonly string[] | undefined
}

/** The names a condition may have, for the config's schema and the static proof. */
export const conditionKeys: readonly (keyof Condition)[] = [
  'task',
  'language',
  'tenant',
  'model',
  'tag',
  'inputTokens',
  'difficulty',
  'turns',
  'needsTools',
  'needsJson',
  'modality',
]

type Test = (input: StrategyInput) => boolean

/** A condition made ready: lists become sets, once. */
export function compileCondition(when: Condition): Test {
  const tests: Test[] = []
  const oneOf = (
    wanted: string | readonly string[] | undefined,
    read: (input: StrategyInput) => string | undefined,
  ): void => {
    if (wanted === undefined) return
    const set = new Set(typeof wanted === 'string' ? [wanted] : wanted)
    tests.push((input) => {
      const value = read(input)
      return value !== undefined && set.has(value)
    })
  }
  const inRange = (range: Range | undefined, read: (input: StrategyInput) => number): void => {
    if (range === undefined) return
    const { atLeast = -Infinity, below = Infinity } = range
    tests.push((input) => {
      const value = read(input)
      return value >= atLeast && value < below
    })
  }
  oneOf(when.tenant, ({ request }) => request.tenant)
  oneOf(when.model, ({ request }) => request.model ?? 'auto')
  for (const [name, wanted] of Object.entries(when.tag ?? {})) oneOf(wanted, ({ request }) => request.tags?.[name])
  if (when.needsTools !== undefined) tests.push(({ features }) => features.needsTools === when.needsTools)
  oneOf(when.needsJson, ({ features }) => features.needsJson)
  if (when.modality !== undefined) {
    const wanted = typeof when.modality === 'string' ? [when.modality] : when.modality
    tests.push(({ features }) => features.modalities.some((modality) => wanted.includes(modality)))
  }
  inRange(when.inputTokens, ({ features }) => features.inputTokens)
  inRange(when.turns, ({ features }) => features.turns)
  // Detection is the dearest question: asked last.
  oneOf(when.language, ({ features }) => features.language)
  oneOf(when.task, ({ features }) => features.task)
  inRange(when.difficulty, ({ features }) => features.difficulty)
  return (input) => tests.every((test) => test(input))
}
