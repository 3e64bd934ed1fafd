import type { Said } from './settings-account.ts'

/** What a value must be. `count`: a whole number from 0 on; `seconds`: above 0; `amount`: a number from 0 on. */
export type SettingShape = 'text' | 'count' | 'amount' | 'seconds' | 'flag' | 'texts' | 'list' | 'map' | 'any'

/** What is known of a setting before its value is looked at. */
export interface SettingRow extends Said {
  readonly shape: SettingShape
}

/** Settings of one section, by name. */
export type SettingRows = Readonly<Record<string, SettingRow>>

export function carried(shape: SettingShape): SettingRow {
  return { shape, fate: 'carried' }
}

export function different(shape: SettingShape, note: string): SettingRow {
  return { shape, fate: 'different', note }
}

export function notCarried(note: string, shape: SettingShape = 'any'): SettingRow {
  return { shape, fate: 'not-carried', note }
}

/** Many settings for one reason. @param names parted by white space */
export function allNotCarried(note: string, names: string): SettingRows {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, notCarried(note)]),
  )
}
