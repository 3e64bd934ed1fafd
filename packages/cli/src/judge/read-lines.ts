import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'

/** One line with its place, `FILE:LINE`. */
export interface PlacedLine {
  readonly place: string
  readonly text: string
}

/** The lines of a file that hold something. @throws UsageError naming the option where there is no such file */
export function readLines(file: string, option: string): readonly PlacedLine[] {
  if (!existsSync(file)) throw new UsageError(`${option} ${file}: there is no such file.`)
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' ? [] : [{ place: `${file}:${index + 1}`, text }]))
}
