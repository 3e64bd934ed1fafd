import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('run-source.ts', import.meta.url))

/** `signalbox serve` in a process of its own. */
export interface ServeProcess {
  readonly url: string
  /** The first document or line on stdout. */
  readonly said: string
  /** What it has logged so far. */
  readonly log: () => string
  /** Resolves once the log has this text. */
  readonly logged: (text: string) => Promise<void>
  readonly signal: (name: NodeJS.Signals) => void
  /** Exit code. */
  readonly ended: Promise<number | null>
}

/** Starts it in this folder and resolves when it listens. @throws Error with its log when it ends before */
export async function startServe(
  folder: string,
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<ServeProcess> {
  const child = spawn(process.execPath, ['--conditions=signalbox-source', bin, 'serve', '--port', '0', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let log = ''
  const waiting = new Set<() => void>()
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
    for (const look of waiting) look()
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /http:\/\/[\d.]+:\d+/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    void ended.then((code) => reject(new Error(`serve has ended with ${code}: ${log}`)))
  })
  return {
    url,
    said,
    log: () => log,
    logged: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!log.includes(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    signal: (name) => void child.kill(name),
    ended,
  }
}
