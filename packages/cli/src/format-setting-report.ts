import type { SettingFate, SettingReport } from '@signalbox/bridge/litellm'
import { wrapText, wrapWords } from './wrap-words.ts'

const headings: readonly (readonly [fate: SettingFate, heading: string])[] = [
  ['error', 'in error'],
  ['unknown', 'unknown'],
  ['not-carried', 'not carried'],
  ['different', 'carried with a difference'],
  ['carried', 'carried'],
]

/** Settings named under one note; the rest is counted. */
const mostNamed = 5

/** How many settings there are of each fate; then, for each fate, what is to be known, said once for all settings it is true of. */
export function formatSettingReport(report: readonly SettingReport[], columns: number): string {
  const groups = headings.map(([fate, heading]) => ({
    heading,
    settings: report.filter((one) => one.fate === fate),
  }))
  const counts = groups
    .filter(({ settings }) => settings.length > 0)
    .map(({ heading, settings }) => `${settings.length} ${heading}`)
  const heads = `${report.length} ${report.length === 1 ? 'setting' : 'settings'}: ${counts.join(', ') || 'none'}.`
  return [
    wrapText(heads, columns),
    ...groups.flatMap(({ heading, settings }) => {
      const lines = toLines(settings, columns)
      return lines.length === 0 ? [] : ['', `${heading}:`, ...lines]
    }),
  ].join('\n')
}

function toLines(settings: readonly SettingReport[], columns: number): readonly string[] {
  const byNote = new Map<string, SettingReport[]>()
  for (const one of settings) if (one.note !== undefined) byNote.set(one.note, [...(byNote.get(one.note) ?? []), one])
  return [...byNote].flatMap(([note, all]) => {
    const named = all.slice(0, mostNamed).map(toPlace)
    const rest = all.length - named.length
    const places = rest > 0 ? [...named, `and ${rest} more (--json names them)`] : named
    const parts = places.map((place, index) => (index < places.length - 1 ? `${place},` : place))
    return [...wrapWords(parts, columns, '  '), wrapText(note, columns, '    ')]
  })
}

function toPlace({ setting, line, file }: SettingReport): string {
  if (line === undefined) return setting
  return `${setting} (${file === undefined ? '' : `${file}, `}line ${line})`
}
