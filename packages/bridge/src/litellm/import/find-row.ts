import type { SettingPath } from '../../import/setting-path.ts'
import { generalSettingsRows } from './general-settings-rows.ts'
import { litellmSettingsRows } from './litellm-settings-rows.ts'
import { litellmParamsRows, modelInfoRows, rowByName } from './model-rows.ts'
import { rootRows } from './root-rows.ts'
import { routerSettingsRows } from './router-settings-rows.ts'
import { carried, notCarried, type SettingRow, type SettingRows } from '../../import/setting-row.ts'

/** The row of a setting, and where its value begins. */
export interface FoundRow {
  readonly row: SettingRow
  readonly at: SettingPath
}

const sections: Readonly<Record<string, SettingRows>> = {
  router_settings: routerSettingsRows,
  litellm_settings: litellmSettingsRows,
  general_settings: generalSettingsRows,
}

const deploymentRows: SettingRows = {
  model_name: carried('text'),
  litellm_params: carried('map'),
  model_info: carried('map'),
}

const rootNames: SettingRows = {
  ...rootRows,
  model_list: carried('list'),
  ...Object.fromEntries(Object.keys(sections).map((name) => [name, carried('map')])),
}

/** Keys of one's own that hold anchors: `x-…`, as in other tools' files. */
function rootRowByName(name: string): SettingRow | undefined {
  return name.startsWith('x-') ? notCarried('It counts where an alias names it, and is carried there.') : undefined
}

/** @returns undefined where LiteLLM has no such setting. */
export function findRow(path: SettingPath): FoundRow | undefined {
  const rows = rowsAbove(path)
  const at = path.slice(0, rows.depth + 1)
  const name = at[rows.depth]
  if (name === undefined) return { row: carried('map'), at: path }
  if (typeof name === 'number') return { row: carried('map'), at }
  const row = Object.hasOwn(rows.rows, name) ? rows.rows[name] : rows.other?.(name)
  return row && { row, at }
}

/** Names that may stand where this path ends, for a hint. */
export function namesBeside(path: SettingPath): readonly string[] {
  return Object.keys(rowsAbove(path).rows)
}

/** The rows that the path leads into, and at which depth its name among them stands. */
function rowsAbove(path: SettingPath): {
  readonly rows: SettingRows
  readonly depth: number
  readonly other?: (name: string) => SettingRow | undefined
} {
  const [head, second, third] = path
  if (head === 'router_settings' && second === 'default_litellm_params' && path.length > 2)
    return { rows: litellmParamsRows, depth: 2, other: (name) => rowByName('litellm_params', name) }
  const section = typeof head === 'string' && Object.hasOwn(sections, head) ? sections[head] : undefined
  if (section !== undefined && path.length > 1) return { rows: section, depth: 1 }
  if (head !== 'model_list' || path.length === 1 || typeof second !== 'number')
    return { rows: rootNames, depth: 0, other: rootRowByName }
  if (path.length > 3 && (third === 'litellm_params' || third === 'model_info'))
    return {
      rows: third === 'model_info' ? modelInfoRows : litellmParamsRows,
      depth: 3,
      other: (name) => rowByName(third, name),
    }
  return path.length === 2 ? { rows: {}, depth: 1 } : { rows: deploymentRows, depth: 2 }
}
