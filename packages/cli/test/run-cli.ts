import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('run-source.ts', import.meta.url))

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly json: () => Record<string, never>
}

/** A folder of its own in which the command runs, from source, as a user's shell would run it. */
export interface CliFolder {
  readonly path: string
  readonly write: (name: string, text: string) => Promise<string>
  readonly files: () => string[]
  readonly run: (...args: readonly string[]) => Promise<CliResult>
  /** The same with environment variables. */
  readonly runWith: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<CliResult>
  /** The same, while it goes on. */
  readonly start: (...args: readonly string[]) => RunningCli
  readonly remove: () => Promise<void>
}

export interface RunningCli {
  readonly kill: (signal: NodeJS.Signals) => void
  readonly result: Promise<CliResult>
}

export async function createCliFolder(): Promise<CliFolder> {
  const path = await mkdtemp(join(tmpdir(), 'signalbox-cli-'))
  const start = (env: Readonly<Record<string, string>>, args: readonly string[]): RunningCli => {
    const child = spawn(process.execPath, ['--conditions=signalbox-source', bin, ...args], {
      cwd: path,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const result = new Promise<CliResult>((resolve, reject) => {
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
      child.on('error', reject)
      child.on('close', (code) =>
        resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) as Record<string, never> }),
      )
    })
    return { kill: (signal) => void child.kill(signal), result }
  }
  const runWith: CliFolder['runWith'] = (env, ...args) => start(env, args).result
  return {
    path,
    write: async (name, text) => {
      await writeFile(join(path, name), text)
      return name
    },
    files: () => readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted(),
    run: (...args) => runWith({}, ...args),
    runWith,
    start: (...args) => start({}, args),
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
