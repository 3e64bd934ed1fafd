import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningProcess {
  readonly pid: number
  /** Sends a message and resolves with the answer; only of those that talk. */
  readonly ask?: ((message: object | string) => Promise<unknown>) | undefined
  /** SIGTERM, and SIGKILL for who does not end. */
  readonly stop: () => Promise<void>
}

export interface ProcessStart {
  readonly command: string
  readonly args: readonly string[]
  /** Listens here when it is ready. */
  readonly port: number
  /** Takes what it says on stdout and stderr. */
  readonly logFile: string
  /** All it has beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly readyMs?: number | undefined
  /** Answers each message with one. */
  readonly talks?: boolean | undefined
}

const stopMs = 10_000

/** @throws Error with the end of its log, for a process that does not come to listen */
export async function startProcess(start: ProcessStart): Promise<RunningProcess> {
  const log = openSync(start.logFile, 'a')
  const child = spawn(start.command, start.args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...start.env },
    stdio: ['ignore', log, log, ...(start.talks === true ? (['ipc'] as const) : [])],
  })
  const ended = once(child, 'exit').catch(() => undefined)
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  const stop = async (): Promise<void> => {
    if (hasEnded()) return
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
    await ended
    clearTimeout(timer)
  }
  const deadline = performance.now() + (start.readyMs ?? 20_000)
  while (!(await isListening(start.port))) {
    if (hasEnded() || performance.now() > deadline) {
      await stop()
      const text = readFileSync(start.logFile, 'utf8').trim().slice(-500)
      throw new Error(`${start.command} did not come to listen on port ${start.port}: ${text}`)
    }
    await sleep(50)
  }
  const ask = async (message: object | string): Promise<unknown> => {
    const answer = once(child, 'message')
    child.send(message)
    const [said] = await Promise.race([
      answer,
      ended.then(() => Promise.reject(new Error(`${start.command} has ended.`))),
    ])
    return said
  }
  return { pid: child.pid ?? 0, ask: start.talks === true ? ask : undefined, stop }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** One that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
