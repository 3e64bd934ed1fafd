import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findFreePort, startProcess } from '@signalbox/contract-tests/running-process'
import type { Subject, SubjectWorld } from './subject.ts'

const command = new URL('bin/signalbox.js', import.meta.resolve('@signalbox/cli/package.json')).pathname
const built = new URL('dist/index.js', import.meta.resolve('@signalbox/cli/package.json')).pathname
const probe = new URL('loop-probe.ts', import.meta.url).href

/** What `signalbox init` writes, with the mock in the place of the providers. */
const toConfig = (mockPort: number): string => `
upstreams:
  mock: { dialect: openai-chat, baseUrl: http://127.0.0.1:${mockPort}/v1, apiKey: "\${BENCH_KEY}" }
targets:
  - { id: deepseek/v4-pro, model: deepseek/deepseek-v4-pro, upstream: mock }
  - { id: openai/gpt-5.5,  model: openai/gpt-5.5,           upstream: mock }
tiers:
  - { name: economy, targets: [deepseek/v4-pro] }
  - { name: frontier, targets: [openai/gpt-5.5] }
strategy:
  rules:
    - { when: { task: [summarize, classify, extract, format, translate, rewrite, qa, chat, writing] }, use: economy }
    - { when: { task: [code, math, reasoning, agent] }, use: frontier }
  otherwise: frontier
constraints: { maxCostUsd: 0.25 }
baseline: openai/gpt-5.5
ledger: { sqlite: ./signalbox.db }
`

/** `signalbox serve` as it is built: tasks detected, rules, limits, the ledger in SQLite, metrics, a log line a request. @throws Error where it is not built */
export async function startSignalbox({ mockPort, folder, profile }: SubjectWorld): Promise<Subject> {
  if (!existsSync(built)) throw new Error('Signalbox is not built: npx -y pnpm@12 run build')
  const port = await findFreePort()
  const config = join(folder, 'signalbox.yaml')
  writeFileSync(config, toConfig(mockPort))
  const started = await startProcess({
    command: process.execPath,
    args: [
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      '--import',
      probe,
      command,
      'serve',
      '--config',
      config,
      '--port',
      String(port),
    ],
    env: { BENCH_KEY: 'bench' },
    port,
    logFile: join(folder, 'signalbox.log'),
    talks: true,
  })
  return { name: 'signalbox serve', origin: `http://127.0.0.1:${port}`, model: 'auto', process: started }
}
