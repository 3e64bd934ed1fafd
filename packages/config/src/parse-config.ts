import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { ConfigIssue } from './config-issue.ts'
import { configSchema } from './config-schema.ts'
import type { SignalboxConfig } from './signalbox-config.ts'

/** What a file comes to: the config where it has the right shape, and where each path of it stands. */
export interface ParsedConfig {
  readonly config: SignalboxConfig | undefined
  readonly issues: readonly ConfigIssue[]
  /** Line and column of a path like `['tiers', 0, 'targets']`; of the nearest part of it that exists. */
  readonly place: (path: readonly (string | number)[]) => {
    readonly line: number | undefined
    readonly column: number | undefined
  }
}

/** Aliases of YAML anchors that may be resolved: more is a bomb, not a config. */
const maxAliasCount = 50

/** Reads YAML (or JSON, its subset) against the schema. Never throws. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const place = (path: readonly (string | number)[]): { line: number | undefined; column: number | undefined } => {
    const offset = offsetOf(document, path)
    if (offset === undefined) return { line: undefined, column: undefined }
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const syntax = document.errors.map((error): ConfigIssue => {
    const { line, col } = lines.linePos(error.pos[0])
    return { severity: 'error', file, line, column: col, message: `${oneLine(error.message)} Correct the YAML here.` }
  })
  if (syntax.length > 0) return { config: undefined, issues: syntax, place }

  let data: unknown
  try {
    data = document.toJS({ maxAliasCount })
  } catch (error) {
    return {
      config: undefined,
      issues: [
        {
          severity: 'error',
          file,
          line: 1,
          column: 1,
          message: `${oneLine(error instanceof Error ? error.message : 'unreadable')} Write the values out instead.`,
        },
      ],
      place,
    }
  }
  if (data === null || data === undefined) {
    return {
      config: undefined,
      issues: [
        {
          severity: 'error',
          file,
          line: 1,
          column: 1,
          message: 'The file is empty. Run `signalbox init` for a commented one.',
        },
      ],
      place,
    }
  }
  const result = configSchema.safeParse(data)
  if (result.success) return { config: result.data, issues: [], place }
  const issues = result.error.issues
    .flatMap((issue) => deepest(issue))
    .map((issue): ConfigIssue => {
      const path = issue.path.filter((key) => typeof key !== 'symbol')
      return {
        severity: 'error',
        file,
        ...place(issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path),
        message: messageOf(issue, path),
      }
    })
  return { config: undefined, issues, place }
}

type Issue = z.core.$ZodIssue

/** A union's own message says nothing: the issues of the alternative that came furthest do. */
function deepest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const score = (errors: readonly Issue[]): number =>
    errors.reduce(
      (sum, one) =>
        sum +
        (one.code === 'unrecognized_keys' && one.path.length === 0 ? 100 : 0) +
        (one.code === 'invalid_type' && one.path.length <= 1 ? 10 : 0) +
        1,
      0,
    )
  const best = issue.errors.toSorted((a, b) => score(a) - score(b))[0] ?? []
  return best.flatMap((one) => deepest({ ...one, path: [...issue.path, ...one.path] }))
}

function messageOf(issue: Issue, path: readonly (string | number)[]): string {
  const where = path.length === 0 ? 'the file' : path.join('.')
  if (issue.code === 'unrecognized_keys')
    return `${where} has the unknown key${issue.keys.length > 1 ? 's' : ''} ${issue.keys.map((key) => `"${key}"`).join(', ')}. Remove it, or correct its spelling.`
  return `${where}: ${issue.message}.`
}

/** Start of the deepest node of a path; for a key of a map, of the key itself. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const head = path.slice(0, length)
    const parent = length === 0 ? undefined : document.getIn(head.slice(0, -1), true)
    const key = head.at(-1)
    if (typeof parent === 'object' && parent !== null && 'items' in parent && typeof key === 'string') {
      const pair = (parent.items as readonly { readonly key?: unknown }[]).find(
        (item) => isNode(item.key) && 'value' in item.key && item.key.value === key,
      )
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = length === 0 ? document.contents : document.getIn(head, true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return undefined
}

function oneLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
