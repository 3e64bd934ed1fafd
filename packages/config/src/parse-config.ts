import type { z } from 'zod'
import type { ConfigIssue } from './config-issue.ts'
import { configSchema } from './config-schema.ts'
import { issueMessage } from './issue-message.ts'
import { readYaml, type PlaceOf } from './read-yaml.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** What a file comes to: the config where it has the right shape, and where each path of it stands. */
export interface ParsedConfig {
  readonly config: SignalboxConfig | undefined
  readonly issues: readonly ConfigIssue[]
  /** Line and column of a path like `['tiers', 0, 'targets']`; of the nearest part of it that exists. */
  readonly place: PlaceOf
}

/** Reads YAML (or JSON, its subset) against the schema. Never throws. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const { data, issues, place } = readYaml(text, file)
  if (issues.length > 0) return { config: undefined, issues, place }
  const error = (path: readonly (string | number)[], message: string): ConfigIssue => {
    const at = place(path)
    return { severity: 'error', file, line: at.line ?? 1, column: at.column ?? 1, message }
  }
  if (data === null || data === undefined) {
    const message = 'The file is empty. Run `signalbox init` for a commented one.'
    return { config: undefined, issues: [{ ...error([], message), line: 1, column: 1 }], place }
  }
  const result = configSchema.safeParse(data)
  if (result.success) return { config: result.data, issues: [], place }
  return {
    config: undefined,
    issues: result.error.issues
      .flatMap(deepest)
      .flatMap(onePerKey)
      .map((issue) => {
        const path = issue.path.filter((key) => typeof key !== 'symbol')
        const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
        return error(key === undefined ? path : [...path, key], issueMessage(issue, path, data))
      }),
    place,
  }
}

type Issue = z.core.$ZodIssue

/** A union's own message says nothing: the issues of the alternative that came furthest do. */
function deepest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const score = (errors: readonly Issue[]): number =>
    errors.reduce(
      (sum, one) =>
        sum +
        (one.code === 'unrecognized_keys' && one.path.length === 0 ? 100 * one.keys.length : 0) +
        (one.code === 'invalid_type' && one.path.length <= 1 ? 10 : 0) +
        1,
      0,
    )
  const best = issue.errors.toSorted((a, b) => score(a) - score(b))[0] ?? []
  // None came anywhere: the union's own message, where it has one, lists what there is.
  const isFarOff = best.every(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys')
  const isOther = best.some(({ path }) => path.length === 0) && best.some(({ path }) => path.length > 0)
  if (issue.message !== 'Invalid input' && (isFarOff || isOther)) return [issue]
  return best.flatMap((one) => deepest({ ...one, path: [...issue.path, ...one.path] }))
}

/** Each unknown key has a place of its own. */
function onePerKey(issue: Issue): readonly Issue[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue]
}
