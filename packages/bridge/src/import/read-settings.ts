import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair } from 'yaml'
import { toPythonTags } from './python-tags.ts'
import type { SettingPath } from './setting-path.ts'

/** The end of a path: a text, number, flag or nothing, or a map or list that is empty. */
export interface Setting {
  readonly path: SettingPath
  readonly value: unknown
  readonly line: number
  readonly file?: string | undefined
}

/** Why a file cannot be read. */
export interface ReadProblem {
  readonly path: SettingPath
  readonly line?: number | undefined
  readonly message: string
}

/** A file as data, and each of its settings with its line. */
export interface ReadSettings {
  readonly data: unknown
  readonly settings: readonly Setting[]
  readonly problems: readonly ReadProblem[]
}

/** Longer than any configuration by hand or by script. */
const maxCharacters = 4_000_000
const maxDepth = 64
/** Values after aliases are written out: more is a bomb, not a configuration. */
const maxValues = 200_000

const tooDeep = `Lists and maps stand more than ${maxDepth} deep. Flatten them.`

/**
 * Reads YAML 1.1 as Python's loader does (`yes` is true, `<<` merges), or JSON. Keys that stand twice are errors: Python
 * takes the last one silently. Never throws; messages never quote a value.
 */
export function readSettings(text: string): ReadSettings {
  const fail = (message: string, line?: number, path: SettingPath = []): ReadSettings => ({
    data: undefined,
    settings: [],
    problems: [{ path, line, message }],
  })
  if (text.length > maxCharacters) return fail('The file is longer than 4 million characters. Shorten it.')
  const lines = new LineCounter()
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      version: '1.1',
      customTags: toPythonTags,
      resolveKnownTags: false,
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
    })
  } catch {
    return fail(tooDeep)
  }
  const first = document.errors[0] ?? document.warnings[0]
  if (first !== undefined) {
    const { line } = lines.linePos(first.pos[0])
    if (first.message.includes('call stack')) return fail(tooDeep, line)
    if (first.code === 'MULTIPLE_DOCS') return fail('A second document begins here. Keep one per file.', line)
    if (first.code === 'TAG_RESOLVE_FAILED') return fail('A tag stands here that is not known. Remove it.', line)
    return fail(`This is no valid YAML (${first.code.toLowerCase().replaceAll('_', ' ')}). Correct it here.`, line)
  }
  return walk(document, lines)
}

class Refused extends Error {
  override readonly name = 'Refused'
  readonly line: number
  readonly path: SettingPath
  constructor(message: string, path: SettingPath, line: number) {
    super(message)
    this.path = path
    this.line = line
  }
}

/** By the nodes, not by the data: only they know their lines, and an alias must be seen before it is written out. */
function walk(document: Document.Parsed, lines: LineCounter): ReadSettings {
  const settings: Setting[] = []
  const problems: ReadProblem[] = []
  const open = new Set<unknown>()
  let values = 0
  const lineOf = (node: unknown, otherwise: number): number => {
    const range = (node as { readonly range?: readonly number[] | null } | null)?.range
    return range?.[0] === undefined ? otherwise : lines.linePos(range[0]).line
  }
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node)

  const read = (raw: unknown, path: SettingPath, line: number): unknown => {
    const node = resolve(raw)
    values++
    if (values > maxValues)
      throw new Refused(`The file has more than ${maxValues} values once its aliases are written out.`, path, line)
    if (open.has(node)) throw new Refused('This holds itself by an alias. Write the value out.', path, line)
    if (path.length > maxDepth) throw new Refused(tooDeep, path, line)
    if (isScalar(node) || (!isMap(node) && !isSeq(node))) {
      const value: unknown = isScalar(node) ? node.value : null
      settings.push({ path, value, line })
      return value
    }
    if (node.items.length === 0) settings.push({ path, value: isSeq(node) ? [] : {}, line })
    open.add(node)
    let value: unknown
    if (isSeq(node)) {
      value = node.items.map((item, index) => read(item, [...path, index], lineOf(item, line)))
    } else {
      const entries = collect(node.items, path, line)
      value = Object.fromEntries(
        [...entries].map(([key, entry]) => [key, read(entry.value, [...path, key], entry.line)]),
      )
    }
    open.delete(node)
    return value
  }

  /** The pairs of a map with those it merges; its own win. */
  const collect = (
    items: readonly Pair[],
    path: SettingPath,
    line: number,
    depth = 0,
  ): Map<string, { value: unknown; line: number }> => {
    if (depth > maxDepth) throw new Refused('This merges itself. Write the value out.', path, line)
    const own = new Map<string, { value: unknown; line: number }>()
    const merged: unknown[] = []
    for (const { key, value } of items) {
      const at = lineOf(key, line)
      if (isScalar(key) && key.type === 'PLAIN' && key.source === '<<') {
        const from = resolve(value)
        merged.push(...(isSeq(from) ? from.items.map(resolve) : [from]))
        continue
      }
      if (!isScalar(key)) throw new Refused('A key here is no text. Write a name.', path, at)
      const name = String(key.value)
      if (name === '__proto__') throw new Refused('Nothing can be called __proto__. Choose another name.', path, at)
      const before = own.get(name)
      if (before !== undefined)
        problems.push({
          path: [...path, name],
          line: at,
          message: `This key stands twice in one map, on lines ${before.line} and ${at}. Remove one of them.`,
        })
      else own.set(name, { value, line: at })
    }
    for (const source of merged) {
      if (!isMap(source)) throw new Refused('What is merged here is no map. Name a map by its anchor.', path, line)
      for (const [name, entry] of collect(source.items, path, line, depth + 1)) if (!own.has(name)) own.set(name, entry)
    }
    return own
  }

  try {
    const data = read(document.contents, [], 1)
    return { data, settings, problems }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { path, line, message } = error
    return { data: undefined, settings, problems: [{ path, line, message }] }
  }
}
