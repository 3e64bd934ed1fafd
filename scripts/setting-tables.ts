import type { SettingRows } from '../packages/bridge/src/import/setting-row.ts'
import { generalSettingsRows } from '../packages/bridge/src/litellm/import/general-settings-rows.ts'
import { litellmSettingsRows } from '../packages/bridge/src/litellm/import/litellm-settings-rows.ts'
import { litellmParamsRows, modelInfoRows } from '../packages/bridge/src/litellm/import/model-rows.ts'
import { rootRows } from '../packages/bridge/src/litellm/import/root-rows.ts'
import { routerSettingsRows } from '../packages/bridge/src/litellm/import/router-settings-rows.ts'
import { openrouterRows, presetRows } from '../packages/bridge/src/openrouter/import/openrouter-rows.ts'

const fates = [
  ['carried', 'carried'],
  ['different', 'with a difference'],
  ['not-carried', 'not carried'],
] as const

/** Pages with tables of every setting, made of the rows that the import itself goes by: page -> mark -> table. */
export const settingTables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docs/migrations/from-litellm.md': {
    litellm_params: toTable(litellmParamsRows),
    model_info: toTable(modelInfoRows),
    router_settings: toTable(routerSettingsRows),
    litellm_settings: toTable(litellmSettingsRows),
    general_settings: toTable(generalSettingsRows),
    file: toTable(rootRows),
  },
  'docs/migrations/from-openrouter.md': {
    body: toTable(openrouterRows),
    preset: toTable(presetRows),
  },
}

/** A page with its tables put in anew, each between `<!-- table: MARK -->` and `<!-- /table -->`. @throws Error for a mark that is not there */
export function withTables(page: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((text, [mark, table]) => {
    const [head, tail] = [`<!-- table: ${mark} -->\n`, '<!-- /table -->']
    const from = text.indexOf(head)
    const to = text.indexOf(tail, from)
    if (from < 0 || to < 0) throw new Error(`The page has no "${head.trim()}" that is closed.`)
    return `${text.slice(0, from)}${head}\n${table}\n\n${text.slice(to)}`
  }, page)
}

/** One line for all settings that the same is said of. */
function toTable(rows: SettingRows): string {
  const lines = fates.flatMap(([fate, said]) => {
    const byNote = new Map<string, string[]>()
    for (const [name, { fate: own, note = '' }] of Object.entries(rows))
      if (own === fate) byNote.set(note, [...(byNote.get(note) ?? []), `\`${name}\``])
    return [...byNote].map(([note, names]) => `| ${names.join(' ')} | **${said}**${note === '' ? '' : `: ${note}`} |`)
  })
  return ['| settings | what becomes of them |', '| --- | --- |', ...lines].join('\n')
}
