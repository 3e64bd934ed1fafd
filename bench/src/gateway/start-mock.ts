import { join } from 'node:path'
import type { MockPace } from './mock-pace.ts'
import { findFreePort, startProcess, type RunningProcess } from '@signalbox/contract-tests/running-process'

const script = new URL('mock-upstream.ts', import.meta.url).pathname

export interface Mock {
  readonly port: number
  /** Holds for the streams to come. */
  readonly setPace: (pace: MockPace) => Promise<void>
  readonly stop: RunningProcess['stop']
}

export async function startMock(folder: string): Promise<Mock> {
  const port = await findFreePort()
  const started = await startProcess({
    command: process.execPath,
    args: [script, String(port)],
    port,
    logFile: join(folder, 'mock.log'),
    talks: true,
  })
  return {
    port,
    setPace: async (pace) => void (await started.ask?.(pace)),
    stop: started.stop,
  }
}
