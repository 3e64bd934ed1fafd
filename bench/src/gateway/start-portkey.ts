import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort, startProcess } from '@signalbox/contract-tests/running-process'
import type { Subject, SubjectWorld } from './subject.ts'

const version = '1.15.2'
/** Those of its own lock file: with newer ones, which a plain install takes, each of its streams fails. */
const overrides = { hono: '4.9.7', '@hono/node-server': '1.13.5' }
const installMs = 120_000
const probe = new URL('loop-probe.ts', import.meta.url).href
const loopback = new URL('listen-on-loopback.ts', import.meta.url).href

/** npm's Portkey gateway, from a folder of its own: this repository's lock file knows nothing of it. @throws Error without a registry */
export async function startPortkey({ mockPort, folder, cache }: SubjectWorld): Promise<Subject> {
  const script = await install(join(cache, `portkey-${version}`))
  const port = await findFreePort()
  const started = await startProcess({
    command: process.execPath,
    args: ['--import', probe, '--import', loopback, script, `--port=${port}`, '--headless'],
    port,
    logFile: join(folder, 'portkey.log'),
    talks: true,
  })
  return {
    name: 'Portkey gateway',
    version: `${version}, ${Object.entries(overrides)
      .map((pair) => pair.join(' '))
      .join(', ')}`,
    origin: `http://127.0.0.1:${port}`,
    model: 'bench',
    headers: { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `http://127.0.0.1:${mockPort}/v1` },
    process: started,
  }
}

async function install(folder: string): Promise<string> {
  const script = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  if (existsSync(script)) return script
  mkdirSync(folder, { recursive: true })
  const dependencies = { '@portkey-ai/gateway': version }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies, overrides: { '@portkey-ai/gateway': overrides } }),
  )
  await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    timeout: installMs,
  })
  return script
}
