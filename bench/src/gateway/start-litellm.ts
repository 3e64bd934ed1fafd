import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort, startProcess } from './running-process.ts'
import type { Subject, SubjectWorld } from './subject.ts'

const requirements = new URL('../../requirements.txt', import.meta.url).pathname
const run = promisify(execFile)
const installMs = 300_000

const toConfig = (mockPort: number): string => `
model_list:
  - model_name: bench
    litellm_params: { model: openai/bench, api_base: "http://127.0.0.1:${mockPort}/v1", api_key: bench }
litellm_settings: { telemetry: false }
general_settings: { dangerously_permit_weak_or_unset_master_key: true }
`

/** LiteLLM's proxy with one worker, no database and no key of its own. @throws Error without Python or its registry */
export async function startLitellm({ mockPort, folder, cache }: SubjectWorld): Promise<Subject> {
  const pinned = readFileSync(requirements, 'utf8').trim()
  const version = pinned.split('==')[1] ?? ''
  const command = await install(join(cache, `litellm-${version}`))
  const port = await findFreePort()
  const config = join(folder, 'litellm.yaml')
  writeFileSync(config, toConfig(mockPort))
  const started = await startProcess({
    command,
    args: ['--config', config, '--host', '127.0.0.1', '--port', String(port), '--num_workers', '1'],
    // Prices from its own package, not from the network; and its log as its manual wants it in production.
    env: { LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_LOG: 'ERROR', LITELLM_MODE: 'PRODUCTION' },
    port,
    logFile: join(folder, 'litellm.log'),
    readyMs: 90_000,
  })
  return { name: 'LiteLLM proxy', version, origin: `http://127.0.0.1:${port}`, model: 'bench', process: started }
}

async function install(folder: string): Promise<string> {
  const command = join(folder, 'bin/litellm')
  if (existsSync(command)) return command
  await run('python3', ['-m', 'venv', folder], { timeout: installMs })
  await run(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', requirements], { timeout: installMs })
  return command
}
