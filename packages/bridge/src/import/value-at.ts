import type { SettingPath } from './setting-path.ts'

/** A map of a file. */
export type SettingMap = Readonly<Record<string, unknown>>

export function isMap(value: unknown): value is SettingMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** The map itself, else an empty one: what is wrong with it is said elsewhere. */
export function toMap(value: unknown): SettingMap {
  return isMap(value) ? value : {}
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text that says something. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function valueAt(data: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    data,
  )
}
