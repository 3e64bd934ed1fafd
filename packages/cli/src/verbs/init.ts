import { existsSync, writeFileSync } from 'node:fs'
import type { Output } from '../console-output.ts'
import { defaultConfigFile } from '../load-policy.ts'
import { UsageError } from '../usage-error.ts'
import { configTemplate } from '../config-template.ts'

export interface InitOptions {
  readonly config?: string | undefined
  /** One OpenRouter key runs the default stack. */
  readonly openrouter?: boolean | undefined
  readonly force?: boolean | undefined
}

/** Writes a commented config. Never overwrites one unless told to. */
export function init(options: InitOptions, output: Output): number {
  const file = options.config ?? defaultConfigFile
  if (existsSync(file) && options.force !== true)
    throw new UsageError(`${file} exists. Pass --force to overwrite it, or --config to write elsewhere.`)
  try {
    writeFileSync(file, configTemplate(options.openrouter === true))
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written (${error instanceof Error ? error.message : 'unknown error'}). Choose another place with --config.`,
    )
  }
  const keys =
    options.openrouter === true
      ? ['OPENROUTER_API_KEY']
      : ['DEEPSEEK_API_KEY', 'ZAI_API_KEY', 'ANTHROPIC_API_KEY', 'OPENAI_API_KEY']
  const found = keys.filter((key) => process.env[key])
  output.result(
    { file, keys: Object.fromEntries(keys.map((key) => [key, found.includes(key)])) },
    () =>
      `Wrote ${file}. Keys set: ${found.join(', ') || 'none'}; wanted: ${keys.join(', ')}.\nNext: signalbox check, then signalbox route "Translate to French: good morning"\n`,
  )
  return 0
}
