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
