import type { Report } from '@signalbox/core'
import { html, type Html } from '../kit/html.ts'

const words = {
  healthy: { tone: 'good', text: 'healthy: below 20 %' },
  watch: { tone: 'watch', text: 'watch: 20 to 30 %' },
  alarm: { tone: 'bad', text: 'alarm: above 30 %' },
} as const

/** How the escalation rate stands against the lines at 20 % and 30 %. */
export function escalationStatus(status: Report['escalationStatus']): Html {
  if (status === undefined) return html`<span class="pill none">no request to count</span>`
  const { tone, text } = words[status]
  return html`<span class="pill ${tone}">${text}</span>`
}
