import { readFileSync, statSync } from 'node:fs'
import { ConfigError } from './config-error.ts'

/** Ten times what any config may be: such a file is something else, and is not read. */
const maxBytes = 10_000_000

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Run `signalbox init`, or name another with --config.',
  ENOTDIR: 'A part of its path is no folder. Name another with --config.',
  EISDIR: 'It is a folder. Name the file in it with --config.',
}

/** @throws ConfigError when the file cannot be read */
export function readConfigText(file: string): string {
  try {
    const { size } = statSync(file)
    if (size <= maxBytes) return readFileSync(file, 'utf8')
    throw new ConfigError([issue(file, `It has ${size} bytes: that is no config. Name another with --config.`)])
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigError([issue(file, reasons[code] ?? `It cannot be read (${code}). Check its permissions.`)])
  }
}

function issue(file: string, message: string): ConfigError['issues'][number] {
  return { severity: 'error', file, line: undefined, column: undefined, message }
}
