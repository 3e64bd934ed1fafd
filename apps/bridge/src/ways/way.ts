import type { SignalboxConfig } from '@signalbox/config'

/** One way to have calls carried: a config, and where its keys are looked up. */
export interface Way {
  readonly title: string
  readonly config: SignalboxConfig
  readonly env: Readonly<Record<string, string | undefined>>
}
