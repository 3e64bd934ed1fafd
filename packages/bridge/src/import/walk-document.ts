import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Pair } from 'yaml'
import type { ReadProblem, ReadSettings, Setting } from './setting.ts'
import type { SettingPath } from './setting-path.ts'

const maxDepth = 64
/** Values after aliases are written out: more is a bomb, not a configuration. */
const maxValues = 200_000

const noAnchor =
  'An alias stands here (*name), and no anchor of that name (&name) stands before it. Correct the name, or quote the text.'

export const tooDeep = `Lists and maps stand more than ${maxDepth} deep. Flatten them.`

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

/** By the nodes, not by the data: only they know their lines, and an alias must be seen before it is written out. Never throws. */
export function walkDocument(document: Document.Parsed, lines: LineCounter): ReadSettings {
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
    if (isAlias(raw) && node === undefined) throw new Refused(noAnchor, path, line)
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
        if (isAlias(value) && from === undefined) throw new Refused(noAnchor, path, at)
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
