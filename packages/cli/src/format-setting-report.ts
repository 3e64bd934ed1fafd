import type { SettingFate, SettingReport } from '@signalbox/bridge/litellm'

const headings: readonly (readonly [fate: SettingFate, heading: string])[] = [
  ['error', 'errors'],
  ['unknown', 'unknown'],
  ['not-carried', 'not carried'],
  ['different', 'carried with a difference'],
  ['carried', 'carried'],
]

/** Settings named under one note; the rest is counted. */
const mostNamed = 5

/** How many settings there are of each fate; then, for each fate, what is to be known, said once for all settings it is true of. */
export function formatSettingReport(report: readonly SettingReport[]): string {
  const groups = headings.map(([fate, heading]) => ({
    heading,
    settings: report.filter((one) => one.fate === fate),
  }))
  const counts = groups
    .filter(({ settings }) => settings.length > 0)
    .map(({ heading, settings }) => `${settings.length} ${heading}`)
  return [
    `${report.length} settings: ${counts.join(', ') || 'none'}.`,
    ...groups.flatMap(({ heading, settings }) => {
      const lines = toLines(settings)
      return lines.length === 0 ? [] : ['', `${heading}:`, ...lines]
    }),
  ].join('\n')
}

function toLines(settings: readonly SettingReport[]): readonly string[] {
  const byNote = new Map<string, SettingReport[]>()
  for (const one of settings) if (one.note !== undefined) byNote.set(one.note, [...(byNote.get(one.note) ?? []), one])
  return [...byNote].flatMap(([note, all]) => {
    const named = all.slice(0, mostNamed).map(toPlace)
    const rest = all.length - named.length
    return [`  ${named.join(', ')}${rest > 0 ? `, and ${rest} more (--json names them)` : ''}`, `    ${note}`]
  })
}

function toPlace({ setting, line, file }: SettingReport): string {
  if (line === undefined) return setting
  return `${setting} (${file === undefined ? '' : `${file}, `}line ${line})`
}
