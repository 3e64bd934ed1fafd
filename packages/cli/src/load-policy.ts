import { existsSync } from 'node:fs'
import { catalog } from '@signalbox/catalog'
import { loadConfig, toRouterOptions, type SignalboxConfig } from '@signalbox/config'
import type { RouterOptions } from '@signalbox/core'
import { createDefaultPolicy } from './default-policy.ts'

export const defaultConfigFile = 'signalbox.yaml'

/** The policy a verb works with, and where it came from. */
export interface LoadedPolicy {
  readonly options: RouterOptions
  readonly config: SignalboxConfig | undefined
  /** Path of the file, or `built in`. */
  readonly from: string
}

/** The named file, else `signalbox.yaml` where there is one here. */
export function findConfigFile(file: string | undefined): string | undefined {
  return file ?? (existsSync(defaultConfigFile) ? defaultConfigFile : undefined)
}

/** The named config, else `signalbox.yaml` here, else the built-in default. @throws ConfigError */
export function loadPolicy(file: string | undefined): LoadedPolicy {
  const path = findConfigFile(file)
  if (path === undefined) return { options: createDefaultPolicy(), config: undefined, from: 'built in' }
  const { config } = loadConfig({ file: path, catalog, env: process.env, nowMs: Date.now() })
  return { options: toRouterOptions(config, catalog), config, from: path }
}
