import type { SignalboxConfig } from '@signalbox/config'
import type { SettingReport } from './setting-report.ts'

/** What a foreign configuration comes to. */
export interface Imported {
  /** undefined where a setting is an error. */
  readonly config: SignalboxConfig | undefined
  /** The same as a commented file; empty where there is no config. */
  readonly yaml: string
  /** One line for each setting of the file, in its order. */
  readonly report: readonly SettingReport[]
}
