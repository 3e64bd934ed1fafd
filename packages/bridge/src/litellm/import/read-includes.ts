import { readSettings } from '../../import/read-settings.ts'
import type { ReadProblem, Setting } from '../../import/setting.ts'
import { isMap, toText, type SettingMap } from '../../import/value-at.ts'

/** Reads an included file, by its name and the file that names it (undefined: the imported one); undefined where it cannot be read. */
export type ReadInclude = (
  name: string,
  declaredIn: string | undefined,
) => { readonly file: string; readonly text: string } | undefined

export interface ReadWithIncludes {
  readonly data: unknown
  readonly settings: readonly Setting[]
  /** Those in whose place an included file puts others. */
  readonly replaced: readonly Setting[]
  readonly problems: readonly (ReadProblem & { readonly file?: string | undefined })[]
}

const most = 50

/**
 * A file and those it includes as one, merged as LiteLLM does: lists go one behind the other, anything else of an included file
 * takes the place of what was there.
 */
export function readIncludes(text: string, read: ReadInclude | undefined): ReadWithIncludes {
  const root = readSettings(text)
  if (root.problems.length > 0) return { ...root, replaced: [] }
  if (root.data !== null && root.data !== undefined && !isMap(root.data))
    return {
      ...root,
      replaced: [],
      problems: [{ path: [], line: 1, message: 'A LiteLLM config is a map with model_list in it. This is none.' }],
    }
  let data: SettingMap = isMap(root.data) ? root.data : {}
  let settings = root.settings.filter(({ path }) => path.length > 0)
  const problems: (ReadProblem & { readonly file?: string | undefined })[] = []
  const seen = new Set<string>()
  const replaced: Setting[] = []
  const queue = entriesOf(data, undefined, settings)
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { name, declaredIn, line } = next
    const problem = (message: string): void =>
      void problems.push({
        path: ['include'],
        line,
        message,
        ...(declaredIn === undefined ? {} : { file: declaredIn }),
      })
    const found = seen.size >= most ? undefined : read?.(name, declaredIn)
    if (found === undefined) {
      problem(
        seen.size >= most
          ? `More than ${most} files are included. Put them together.`
          : `The included file "${name}" cannot be read. Put it beside the file that includes it, or remove the line.`,
      )
      if (seen.size >= most) break
      continue
    }
    if (seen.has(found.file)) continue
    seen.add(found.file)
    const one = readSettings(found.text)
    problems.push(...one.problems.map((each) => ({ ...each, file: found.file })))
    if (one.data !== null && one.data !== undefined && !isMap(one.data))
      problem(`The included file "${name}" is no map. Correct it.`)
    const included = isMap(one.data) ? one.data : {}
    const own = one.settings.map((setting) => ({ ...setting, file: found.file }))
    queue.push(...entriesOf(included, found.file, own))
    const isGone = isReplaced(data, included)
    replaced.push(...settings.filter(isGone))
    settings = [...settings.filter((setting) => !isGone(setting)), ...own.map(moveBehind(data))]
    data = mergeData(data, included)
  }
  return { data, settings, replaced, problems }
}

function entriesOf(
  data: SettingMap,
  declaredIn: string | undefined,
  settings: readonly Setting[],
): { readonly name: string; readonly declaredIn: string | undefined; readonly line: number | undefined }[] {
  const include = data['include']
  const names = Array.isArray(include) ? include.map(toText) : []
  const lines = settings.filter(({ path }) => path[0] === 'include').map(({ line }) => line)
  return names.flatMap((name, index) => (name === undefined ? [] : [{ name, declaredIn, line: lines[index] }]))
}

function mergeData(base: SettingMap, included: SettingMap): SettingMap {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(included)) {
    const before = base[key]
    if (key !== 'include')
      merged[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...(value as unknown[])] : value
  }
  return merged
}

/** What an included file says anew is gone from the data. */
function isReplaced(base: SettingMap, included: SettingMap): (setting: Setting) => boolean {
  return ({ path: [key] }) =>
    typeof key === 'string' &&
    key !== 'include' &&
    Object.hasOwn(included, key) &&
    !(Array.isArray(base[key]) && Array.isArray(included[key]))
}

/** The entries of an included list stand behind those there are. */
function moveBehind(base: SettingMap): (setting: Setting) => Setting {
  return (setting) => {
    const [key, index, ...rest] = setting.path
    const before = typeof key === 'string' && key !== 'include' ? base[key] : undefined
    return typeof index === 'number' && Array.isArray(before)
      ? { ...setting, path: [String(key), index + before.length, ...rest] }
      : setting
  }
}
