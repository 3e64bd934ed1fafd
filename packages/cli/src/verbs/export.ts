import { exportLitellm } from '@signalbox/bridge/litellm'
import { catalog } from '@signalbox/catalog'
import { loadConfig } from '@signalbox/config'
import { existsSync } from 'node:fs'
import type { Output } from '../console-output.ts'
import { formatSettingReport } from '../format-setting-report.ts'
import { defaultConfigFile } from '../load-policy.ts'
import { UsageError } from '../usage-error.ts'
import { writeOutputFile } from '../write-output-file.ts'

export interface ExportOptions {
  readonly config?: string | undefined
  /** Default, and `-`: stdout. */
  readonly output?: string | undefined
  readonly force?: boolean | undefined
}

/** Writes the config as that of another gateway, and says of every setting what has become of it. @throws ConfigError */
export function exportConfig(gateway: string | undefined, options: ExportOptions, output: Output): number {
  if (gateway !== 'litellm')
    throw new UsageError(`There is no export for ${gateway ?? 'nothing'}. Name one of: litellm.`)
  const file = options.output === '-' ? undefined : options.output
  if (file !== undefined && existsSync(file) && options.force !== true)
    throw new UsageError(`${file} exists. Pass --force to overwrite it, or --output to write elsewhere.`)
  const { config } = loadConfig({
    file: options.config ?? defaultConfigFile,
    catalog,
    env: process.env,
    nowMs: Date.now(),
  })
  const { yaml, report } = exportLitellm(config, { catalog })
  if (file !== undefined) writeOutputFile(file, yaml)
  if (file === undefined && !output.isJson) output.log(formatSettingReport(report, output.columns))
  output.result({ ok: true, file, yaml, report }, () =>
    file === undefined ? yaml : `${formatSettingReport(report, output.columns)}\n\nWrote ${file}.\n`,
  )
  return 0
}
