import { join } from 'node:path'
import { findFreePort, startProcess } from '@signalbox/contract-tests/running-process'
import type { Subject, SubjectWorld } from './subject.ts'

const script = new URL('pass-through.ts', import.meta.url).pathname
const probe = new URL('loop-probe.ts', import.meta.url).href

/** The floor, bare `node:http`. */
export async function startPassThrough({ mockPort, folder }: SubjectWorld): Promise<Subject> {
  const port = await findFreePort()
  const started = await startProcess({
    command: process.execPath,
    args: ['--import', probe, script, String(port), String(mockPort)],
    port,
    logFile: join(folder, 'pass-through.log'),
    talks: true,
  })
  return { name: 'bare node:http', origin: `http://127.0.0.1:${port}`, model: 'bench', process: started }
}
