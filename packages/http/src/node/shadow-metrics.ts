import { Counter, Gauge, type Registry } from 'prom-client'
import type { ShadowSource } from './shadow-source.ts'

/** Puts a shadow into a registry: read whenever the metrics are asked for. Reasons are a closed set. */
export function addShadowMetrics({ study, counts }: ShadowSource, registry: Registry): void {
  const registers = [registry]
  const requests = new Counter({
    name: 'signalbox_shadow_requests_total',
    help: 'Requests drawn to be answered beside, by what became of it.',
    labelNames: ['study', 'end', 'reason'],
    registers,
    collect: () => {
      const { sent, failed, dropped } = counts()
      requests.reset()
      requests.inc({ study, end: 'served', reason: 'none' }, sent - failed)
      requests.inc({ study, end: 'failed', reason: 'none' }, failed)
      for (const [reason, times] of Object.entries(dropped)) requests.inc({ study, end: 'dropped', reason }, times)
    },
  })
  const running = new Gauge({
    name: 'signalbox_shadow_running',
    help: 'Requests that are being answered beside.',
    labelNames: ['study'],
    registers,
    collect: () => {
      running.set({ study }, counts().running)
    },
  })
}
