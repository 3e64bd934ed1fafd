import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a gateway's process tells: first its port, then how it is, as often as it is asked. */
export type ProcessNews =
  | { readonly port: number }
  | {
      /** The longest that the event loop stood still since the last news, ms. */
      readonly blockMs: number
      readonly residentBytes: number
      readonly inFlight: number
    }

export interface GatewayProcess {
  readonly url: string
  readonly ask: () => Promise<Exclude<ProcessNews, { port: number }>>
  /** undefined: it is running. */
  readonly ended: () => string | undefined
  readonly close: () => Promise<void>
}

/** Starts gateway-process.ts over this provider. */
export async function startGateway(upstreamUrl: string): Promise<GatewayProcess> {
  const child = fork(fileURLToPath(new URL('./gateway-process.ts', import.meta.url)), [upstreamUrl], {
    execArgv: ['--conditions=signalbox-source'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let ended: string | undefined
  let complaint = ''
  child.stderr?.on('data', (chunk) => void (complaint += String(chunk)))
  const exit = once(child, 'exit').then(([code]) => {
    ended = `the process ended with ${String(code)}: ${complaint.slice(-2_000)}`
    return ended
  })
  const news = async (): Promise<ProcessNews> => {
    const message = once(child, 'message').then(([value]) => value as ProcessNews)
    return Promise.race([message, exit.then((text) => Promise.reject(new Error(text)))])
  }
  const first = await news()
  if (!('port' in first)) throw new Error('The process has not told its port first.')
  return {
    url: `http://127.0.0.1:${first.port}`,
    ask: async () => {
      const answer = news()
      child.send('how are you')
      const said = await answer
      if ('port' in said) throw new Error('The process has told its port twice.')
      return said
    },
    ended: () => ended,
    close: async () => {
      if (ended !== undefined) return
      child.disconnect()
      await exit
    },
  }
}
