import { readFileSync } from 'node:fs'
import { catalog } from '@signalbox/catalog'
import { checkConfig, formatIssue } from '@signalbox/config'
import { defaultConfigFile } from '../load-policy.ts'
import type { Output } from '../console-output.ts'
import { UsageError } from '../usage-error.ts'

/** Proves a config: exit 0 when it holds, 2 when the file is wrong. Warnings are shown and change nothing. */
export function check(options: { readonly config?: string | undefined }, output: Output): number {
  const file = options.config ?? defaultConfigFile
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(
      `${file}: there is no such file, or it cannot be read. Run signalbox init, or name another with --config.`,
    )
  }
  const { config, issues } = checkConfig(text, { file, catalog, env: process.env, nowMs: Date.now() })
  const isGood = config !== undefined
  output.result(
    { file, ok: isGood, issues },
    () => `${[...issues.map(formatIssue), isGood ? `${file} holds.` : `${file} does not hold.`].join('\n')}\n`,
  )
  return isGood ? 0 : 2
}
