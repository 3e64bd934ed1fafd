import type { SettingReport } from '@signalbox/bridge/litellm'

/** What could not be taken over as it is, a line each; then how many settings there are of each kind. */
export function formatSettingReport(report: readonly SettingReport[]): string {
  const counts = new Map<string, number>()
  for (const { fate } of report) counts.set(fate, (counts.get(fate) ?? 0) + 1)
  const lines = report.flatMap(({ setting, line, fate, note }) =>
    fate === 'carried'
      ? []
      : [`${fate}: ${setting}${line === undefined ? '' : ` (line ${line})`}  ${note ?? ''}`.trimEnd()],
  )
  const sum = [...counts].map(([fate, count]) => `${count} ${fate}`).join(', ')
  return [...lines, `${report.length} settings: ${sum || 'none'}.`].join('\n')
}
