import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startMock } from './mock-world.ts'

/** The whole app without a network: three mock providers, and the app pointed at them. `pnpm offline [PORT]` */
const port = process.argv[2] ?? '3000'
const cwd = fileURLToPath(new URL('..', import.meta.url))
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

const { status } = spawnSync(process.execPath, [next, 'build'], { cwd, env, stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
const places = [await startMock('deepseek'), await startMock('zai'), await startMock('anthropic')]
const app = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', port], {
  cwd,
  env: Object.assign(env, ...places.map((place) => place.env)) as NodeJS.ProcessEnv,
  stdio: 'inherit',
})
app.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal))
