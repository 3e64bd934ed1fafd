import { listTaskNames } from './list-task-names.ts'
import type { AlarmConfig, SignalboxConfig } from './signalbox-config.ts'

/** What a file says of its alarm, by the names of `EscalationAlarmOptions` in @signalbox/quality, which this package may not import. */
export interface AlarmSettings extends Readonly<AlarmConfig> {
  readonly tiers: SignalboxConfig['tiers']
  readonly aliases: SignalboxConfig['aliases']
  /** Tasks that are told apart beside the detected ones: of rules, and those with a target of their own. */
  readonly knownTasks: readonly string[]
}

export function toAlarmSettings(
  config: Pick<SignalboxConfig, 'alarm' | 'tiers' | 'aliases' | 'strategy'>,
): AlarmSettings {
  const { alarm, tiers, aliases } = config
  const knownTasks = [...new Set([...listTaskNames(config), ...Object.keys(alarm?.tasks ?? {})])]
  return { ...alarm, tiers, aliases, knownTasks }
}
