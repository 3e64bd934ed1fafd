import { main } from '../src/main.ts'
import type { CliResult } from './run-cli.ts'

let last: Promise<unknown> = Promise.resolve()

/** The command in this process, one after another: one of its own takes a second to begin. Paths have to be absolute. */
export function runMain(...args: readonly string[]): Promise<CliResult> {
  const made = last.then(() => run(args))
  last = made.catch(() => {})
  return made
}

async function run(args: readonly string[]): Promise<CliResult> {
  const written = { stdout: '', stderr: '' }
  const undo = (['stdout', 'stderr'] as const).map((name) => {
    const { write } = process[name]
    process[name].write = (chunk: string | Uint8Array) => {
      written[name] += String(chunk)
      return true
    }
    return () => void (process[name].write = write)
  })
  try {
    const code = await main(args)
    return { code, ...written, json: () => JSON.parse(written.stdout) as Record<string, never> }
  } finally {
    for (const one of undo) one()
  }
}
