import { findFreePort } from '@signalbox/contract-tests/running-process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** Real LiteLLM proxies, one after the other. */
export interface LitellmFork {
  /** Loads a config and does something with the proxy; then the proxy ends. @throws Error with its log, for a config it does not load */
  readonly withProxy: <T>(config: string, use: (origin: string) => Promise<T>) => Promise<T>
  readonly stop: () => Promise<void>
}

export interface LitellmForkOptions {
  /** `bin/litellm`. */
  readonly command: string
  /** What `os.environ/NAME` finds. */
  readonly env: Readonly<Record<string, string>>
}

const script = fileURLToPath(new URL('litellm-fork.py', import.meta.url))
const readyMs = 60_000

/** Nothing from the network; and a deployment that has failed may be asked again at once, so that requests do not depend on those before. */
const alone = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_LOG: 'CRITICAL',
  LITELLM_MODE: 'PRODUCTION',
  DEFAULT_COOLDOWN_TIME_SECONDS: '0',
}

export function startLitellmFork({ command, env }: LitellmForkOptions): LitellmFork {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-parity-'))
  const parent = spawn(join(dirname(command), 'python'), [script], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...alone, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(parent, 'exit')
  const answers = createInterface(parent.stdout)[Symbol.asyncIterator]()
  let n = 0
  return {
    withProxy: async (config, use) => {
      n++
      const file = join(folder, `${n}.yaml`)
      const log = join(folder, `${n}.log`)
      writeFileSync(file, config)
      const port = await findFreePort()
      const args = ['--config', file, '--host', '127.0.0.1', '--port', String(port), '--num_workers', '1']
      parent.stdin.write(`${JSON.stringify({ args, log })}\n`)
      const answer = await answers.next()
      if (answer.done === true) throw new Error(`${command} could not be imported by its own Python.`)
      const { pid } = JSON.parse(answer.value) as { pid: number }
      const origin = `http://127.0.0.1:${port}`
      try {
        await untilReady(origin, pid, log)
        return await use(origin)
      } finally {
        end(pid)
      }
    },
    stop: async () => {
      parent.stdin.end()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(origin: string, pid: number, log: string): Promise<void> {
  for (const deadline = performance.now() + readyMs; performance.now() < deadline; await sleep(50)) {
    const reply = await fetch(`${origin}/health/readiness`).catch(() => undefined)
    if (reply?.ok === true) return
    if (!isRunning(pid)) break
  }
  throw new Error(`The proxy did not load the config: ${readFileSync(log, 'utf8').trim().slice(-1_500)}`)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function end(pid: number): void {
  if (isRunning(pid)) process.kill(pid, 'SIGKILL')
}
