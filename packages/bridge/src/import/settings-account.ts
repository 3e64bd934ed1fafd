import type { Setting } from './setting.ts'
import { toSettingName, type SettingPath } from './setting-path.ts'
import type { SettingFate, SettingReport } from './setting-report.ts'

/** What is said of a setting. */
export interface Said {
  readonly fate: SettingFate
  readonly note?: string | undefined
}

/** Keeps what the import has made of each setting, so that none is forgotten. */
export interface SettingsAccount {
  /** Of a setting and all below it, unless those are spoken of themselves. An error is never unsaid. */
  readonly say: (path: SettingPath, fate: SettingFate, note?: string) => void
  /** Of a setting that the file does not have: a line of its own behind the others. */
  readonly sayAbsent: (path: SettingPath, fate: SettingFate, note: string) => void
  readonly hasErrors: () => boolean
  /** One line for each setting and for what is absent: what was said of it or of the nearest above it, else what `usual` says. */
  readonly report: (
    settings: readonly Setting[],
    usual: (setting: Setting) => Said | undefined,
  ) => readonly SettingReport[]
}

export function createSettingsAccount(): SettingsAccount {
  const said = new Map<string, Said>()
  const absent: SettingReport[] = []
  const nearest = (path: SettingPath): Said | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const found = said.get(toSettingName(path.slice(0, length)))
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    say: (path, fate, note) => {
      const name = toSettingName(path)
      if (said.get(name)?.fate !== 'error') said.set(name, { fate, note })
    },
    sayAbsent: (path, fate, note) => void absent.push({ setting: toSettingName(path), fate, note }),
    hasErrors: () => [...said.values()].some(({ fate }) => fate === 'error'),
    report: (settings, usual) => [
      ...settings.map((setting) => {
        const known = usual(setting)
        const { fate, note } =
          known === undefined || known.fate === 'unknown'
            ? (known ?? { fate: 'unknown' })
            : (nearest(setting.path) ?? known)
        const { path, line, file } = setting
        return { setting: toSettingName(path), line, ...(file === undefined ? {} : { file }), fate, note }
      }),
      ...absent,
    ],
  }
}
