import type { SignalboxConfig } from './signalbox-config.ts'
import { listStrategies } from './strategy-references.ts'

/** Tasks that rules of the file name, each once: beside the detected ones, all that a report will tell apart. */
export function listTaskNames({ strategy }: Pick<SignalboxConfig, 'strategy'>): readonly string[] {
  const named = listStrategies(strategy, []).flatMap(({ strategy: one }) =>
    'rules' in one ? one.rules.flatMap(({ when }) => when.task ?? []) : [],
  )
  return [...new Set(named)]
}
