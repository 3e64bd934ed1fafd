import type { Catalog } from '@signalbox/core'
import type { Imported } from '../../import/imported.ts'
import { createHint, type Hint } from '../../import/hints.ts'
import type { Setting } from '../../import/setting.ts'
import { createSettingsAccount, type Said } from '../../import/settings-account.ts'
import { toSettingName } from '../../import/setting-path.ts'
import { checkShapes } from './check-shapes.ts'
import { createEnvironment } from './environment.ts'
import { findRow, namesBeside } from './find-row.ts'
import type { ImportContext } from './import-context.ts'
import { createMatchModel } from './match-model.ts'
import { readIncludes, type ReadInclude } from './read-includes.ts'
import { toConfig } from './to-config.ts'
import { endImport, refuse, refuseFile } from '../../import/end-import.ts'
import { toMap } from '../../import/value-at.ts'
import { writeLitellmConfig } from './write-litellm-config.ts'

export interface ImportLitellmOptions {
  /** Its name in messages. */
  readonly file: string
  /** Variables that `os.environ/NAME` may name. Values of keys are never looked at. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly catalog: Catalog
  /** Address of a LiteLLM proxy that runs with this file: it carries what Signalbox cannot call. */
  readonly proxyUrl?: string | undefined
  /** Reads a file that `include` names. Without it such a file is an error. */
  readonly readInclude?: ReadInclude | undefined
  /** Prices are of this moment, ms since the epoch. Default: now. */
  readonly nowMs?: number | undefined
}

/** A LiteLLM proxy's `config.yaml` as a config of Signalbox, and what has become of each of its settings. Never throws. */
export function importLitellm(text: string, options: ImportLitellmOptions): Imported {
  const { file, env = {}, catalog, proxyUrl, nowMs = Date.now() } = options
  const { data, settings, replaced, problems } = readIncludes(text, options.readInclude)
  if (problems.length > 0)
    return refuse(
      problems.map(({ path, line, message, file }) => ({
        setting: toSettingName(path),
        line,
        ...(file === undefined ? {} : { file }),
        fate: 'error',
        note: message,
      })),
    )
  const account = createSettingsAccount()
  const environment = createEnvironment(
    data,
    env,
    settings.map(({ value }) => value),
  )
  const hint = createHint()
  const context: ImportContext = {
    account,
    environment,
    hint,
    catalog,
    match: createMatchModel(catalog),
    nowMs,
    proxyUrl: proxyUrl === undefined ? undefined : toApiBase(proxyUrl),
  }
  checkShapes(data, settings, account, environment)
  const config = account.hasErrors() ? undefined : toConfig(toMap(data), context)
  const report = [
    ...account.report(settings, (setting) => usual(setting, hint)),
    ...createSettingsAccount().report(replaced, () => ({
      fate: 'not-carried',
      note: 'An included file says it anew, and wins.',
    })),
  ]
  if (config === undefined || account.hasErrors())
    return report.some(({ fate }) => fate === 'error')
      ? refuse(report)
      : refuseFile(report, `${file} has no model that can be carried. Add one to model_list.`)
  return endImport({ config, yaml: writeLitellmConfig(config, file), report, file, catalog, nowMs })
}

/** What the tables say of a setting. */
function usual({ path, value }: Setting, hint: Hint): Said | undefined {
  const found = findRow(path)
  if (found !== undefined) {
    const { fate, note } = found.row
    return value === null && fate !== 'not-carried' ? { fate: 'carried', note: 'Nothing is set.' } : { fate, note }
  }
  const name = path.findLast((key, index) => typeof key === 'string' && findRow(path.slice(0, index)) !== undefined)
  return {
    fate: 'unknown',
    note: `LiteLLM 1.106.12 has no such setting.${hint(String(name), namesBeside(path))}`,
  }
}

function toApiBase(url: string): string {
  const bare = url.replace(/\/+$/, '')
  return bare.endsWith('/v1') ? bare : `${bare}/v1`
}
