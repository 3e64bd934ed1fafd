import { importLitellm, type Imported, type ReadInclude } from '@signalbox/bridge/litellm'
import { importOpenrouter } from '@signalbox/bridge/openrouter'
import { catalog } from '@signalbox/catalog'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Output } from '../console-output.ts'
import { formatSettingReport } from '../format-setting-report.ts'
import { defaultConfigFile } from '../load-policy.ts'
import { toBaseUrl } from '../to-base-url.ts'
import { UsageError } from '../usage-error.ts'
import { writeOutputFile } from '../write-output-file.ts'

export interface ImportOptions {
  /** Default `signalbox.yaml`; `-` is stdout. */
  readonly output?: string | undefined
  readonly force?: boolean | undefined
  /** Address of a LiteLLM proxy that runs. */
  readonly through?: string | undefined
}

/** Ten times what any configuration may be. */
const maxBytes = 40_000_000

/** Makes a config of what another gateway has configured, and says of every setting what has become of it: exit 0, or 2 when one is an error. */
export function importConfig(
  gateway: string | undefined,
  file: string | undefined,
  options: ImportOptions,
  output: Output,
): number {
  const read = gateway === 'litellm' ? readLitellm : gateway === 'openrouter' ? readOpenrouter : undefined
  if (read === undefined)
    throw new UsageError(`There is no import for ${gateway ?? 'nothing'}. Name one of: litellm, openrouter.`)
  if (file === undefined)
    throw new UsageError(`Name the file to import, or - for stdin: signalbox import ${gateway} FILE`)
  const target = options.output === '-' ? undefined : (options.output ?? defaultConfigFile)
  if (target !== undefined && existsSync(target) && options.force !== true)
    throw new UsageError(`${target} exists. Pass --force to overwrite it, or --output to write elsewhere.`)
  const { config, yaml, report } = read(readInput(file), file === '-' ? 'stdin' : file, options)
  if (config === undefined) {
    if (output.isJson) output.result({ ok: false, report }, () => '')
    else output.log(`${formatSettingReport(report, output.columns)}\n\nNothing is written: correct the errors first.`)
    return 2
  }
  const told = formatSettingReport(report, output.columns)
  if (target !== undefined) writeOutputFile(target, yaml)
  else if (!output.isJson) output.log(told)
  output.result({ ok: true, file: target, yaml, report }, () =>
    target === undefined ? yaml : `${told}\n\nWrote ${target}. Next: signalbox check --config ${target}\n`,
  )
  return 0
}

function readLitellm(text: string, file: string, { through }: ImportOptions): Imported {
  return importLitellm(text, {
    file,
    catalog,
    env: process.env,
    proxyUrl: through && toBaseUrl('--through', through),
    readInclude: includeBeside(file === 'stdin' ? '.' : file),
  })
}

function readOpenrouter(text: string, file: string, { through }: ImportOptions): Imported {
  if (through !== undefined)
    throw new UsageError('--through names a LiteLLM proxy; OpenRouter needs none. Leave it out.')
  return importOpenrouter(text, { file, catalog })
}

/** As LiteLLM: beside the file that includes it, else beside the first one. */
function includeBeside(root: string): ReadInclude {
  return (name, declaredIn) => {
    for (const from of [declaredIn ?? root, root]) {
      const file = resolve(from === '.' ? from : dirname(from), name)
      try {
        if (statSync(file).size <= maxBytes) return { file: relative('', file), text: readFileSync(file, 'utf8') }
      } catch {
        // The next place, or an error with the line that names it.
      }
    }
    return undefined
  }
}

function readInput(file: string): string {
  try {
    if (file !== '-' && statSync(file).size > maxBytes)
      throw new UsageError(`${file} has more than ${maxBytes / 1e6} million bytes: that is no configuration.`)
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `${file}: there is no such file, or it cannot be read. Name the file to import, or - for stdin.`,
    )
  }
}
