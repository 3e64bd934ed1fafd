import type { StudyLeftOut } from '@signalbox/quality'

/** `12 because their prompt is not kept (r1, r2, r3, …)` */
export function toLeftOutLines(title: string, all: readonly StudyLeftOut[]): readonly string[] {
  return all.map(
    ({ requests, reason, examples }) =>
      `${title} ${requests}: ${reason} (${examples.join(', ')}${requests > examples.length ? ', …' : ''}).`,
  )
}
