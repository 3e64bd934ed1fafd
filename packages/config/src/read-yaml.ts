import { isAlias, isNode, LineCounter, parseDocument, visit, type Document, type YAMLError } from 'yaml'
import type { ConfigIssue } from './config-issue.ts'
import { shieldReferences, unshieldReferences } from './env-reference.ts'
import { findTooDeep } from './find-too-deep.ts'

/** Line and column, from 1; undefined where nothing has a place. */
export interface Place {
  readonly line: number | undefined
  readonly column: number | undefined
}

/** Place of a path like `['tiers', 0, 'targets']`; of the nearest part of it that exists. */
export type PlaceOf = (path: readonly (string | number)[]) => Place

/** YAML as plain data. */
export interface ReadYaml {
  /** undefined when there is an issue. */
  readonly data: unknown
  readonly issues: readonly ConfigIssue[]
  readonly place: PlaceOf
}

/** Longer than any config by hand or by script; above it, parsing takes seconds. */
const maxCharacters = 1_000_000

/** Levels of lists and maps. */
const maxDepth = 64

/** Aliases of YAML anchors that may be resolved: more is a bomb, not a config. */
const maxAliasCount = 50

const nowhere: PlaceOf = () => ({ line: 1, column: 1 })

/** Reads YAML (or JSON, its subset). Never throws. */
export function readYaml(text: string, file: string): ReadYaml {
  const fail = (message: string, at: Place, place: PlaceOf): ReadYaml => ({
    data: undefined,
    issues: [{ severity: 'error', file, ...at, message }],
    place,
  })
  const start = { line: 1, column: 1 }
  if (text.length > maxCharacters) {
    const size = (text.length / 1e6).toFixed(1)
    return fail(`The file has ${size} million characters; a config has at most 1 million. Shorten it.`, start, nowhere)
  }
  const lines = new LineCounter()
  const placeAt = (offset: number | undefined): Place => {
    if (offset === undefined) return { line: undefined, column: undefined }
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const tooDeep = `Lists and maps stand more than ${maxDepth} deep. Flatten them.`
  let document: Document
  try {
    document = parseDocument(shieldReferences(text), { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  } catch {
    return fail(tooDeep, start, nowhere)
  }
  const place: PlaceOf = (path) => placeAt(offsetOf(document, path))
  const first = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY') ?? document.warnings[0]
  if (first?.message.includes('call stack')) return fail(tooDeep, placeAt(first.pos[0]), place)
  // What follows the first mistake is mostly its consequence; keys that stand twice are each their own.
  const issues = [...document.errors.filter(({ code }) => code === 'DUPLICATE_KEY'), ...(first ? [first] : [])].map(
    (error): ConfigIssue => ({ severity: 'error', file, ...placeAt(error.pos[0]), message: toMessage(error) }),
  )
  if (issues.length > 0) return { data: undefined, issues, place }

  let data: unknown
  try {
    data = document.toJS({ maxAliasCount })
  } catch (error) {
    if (error instanceof RangeError) return fail(tooDeep, start, place)
    const why = error instanceof Error ? sentence(error.message) : 'It cannot be read.'
    return fail(`${why} Write the values out instead of an alias.`, placeAt(firstAlias(document)), place)
  }
  const deep = findTooDeep(data, maxDepth)
  if (deep !== undefined) {
    const message = deep.isCycle
      ? `${deep.path.join('.')} holds itself: the alias goes round in a circle. Write the value out instead.`
      : tooDeep
    return fail(message, place(deep.path), place)
  }
  return { data: unshieldReferences(data), issues: [], place }
}

function toMessage(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'This key stands twice in one map. Remove one of them.'
  if (error.code === 'MULTIPLE_DOCS') return 'A second document begins here. Keep one document per file.'
  return `${sentence(error.message)} Correct the YAML here.`
}

function sentence(text: string): string {
  const line = String(unshieldReferences(text.split('\n', 1)[0] ?? text))
  return line.endsWith('.') ? line : `${line}.`
}

function firstAlias(document: Document): number | undefined {
  let offset: number | undefined
  visit(document, {
    Alias: (_, node) => {
      offset = isAlias(node) ? node.range?.[0] : undefined
      return visit.BREAK
    },
  })
  return offset
}

/** Start of the deepest node of a path; for a key of a map, of the key itself. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const head = path.slice(0, length)
    const parent = length === 0 ? undefined : document.getIn(head.slice(0, -1), true)
    const key = head.at(-1)
    if (typeof parent === 'object' && parent !== null && 'items' in parent && typeof key === 'string') {
      const pair = (parent.items as readonly { readonly key?: unknown }[]).find(
        (item) => isNode(item.key) && 'value' in item.key && String(item.key.value) === key,
      )
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0]
    }
    const node = length === 0 ? document.contents : document.getIn(head, true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return undefined
}
