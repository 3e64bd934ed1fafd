import { writeFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** Writes what an option names. @throws UsageError with the reason and the remedy */
export function writeOutputFile(file: string, text: string, option = '--output'): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error'
    throw new UsageError(`${file} cannot be written (${reason}). Choose another place with ${option}.`)
  }
}
