import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { litellmRequirements, litellmVersion, startLitellm } from '@signalbox/contract-tests/litellm'
import type { Subject, SubjectWorld } from './subject.ts'

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
export async function startLitellmSubject({ mockPort, cache }: SubjectWorld): Promise<Subject> {
  const command = await install(join(cache, `litellm-${litellmVersion}`))
  const started = await startLitellm({ command, config: toConfig(mockPort) })
  return { name: 'LiteLLM proxy', version: litellmVersion, origin: started.origin, model: 'bench', process: started }
}

async function install(folder: string): Promise<string> {
  const command = join(folder, 'bin/litellm')
  if (existsSync(command)) return command
  await run('python3', ['-m', 'venv', folder], { timeout: installMs })
  await run(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', litellmRequirements], {
    timeout: installMs,
  })
  return command
}
