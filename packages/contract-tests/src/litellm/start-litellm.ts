import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort, startProcess, type RunningProcess } from '../running-process.ts'

export interface LitellmStart {
  /** `bin/litellm` of an environment that has what requirements.txt names. */
  readonly command: string
  /** The text of its config.yaml. */
  readonly config: string
  /** Beside the config: Python that it names, say. File name -> text. */
  readonly files?: Readonly<Record<string, string>> | undefined
  /** What `os.environ/NAME` in the config finds. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

export interface RunningLitellm extends RunningProcess {
  readonly origin: string
}

const readyMs = 120_000

/**
 * The real LiteLLM proxy, with one worker on a free port of loopback: ready when this resolves, which takes some twenty seconds of a core.
 * @throws Error with the end of its log, for a config that it does not load
 */
export async function startLitellm({ command, config, files = {}, env = {} }: LitellmStart): Promise<RunningLitellm> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-litellm-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    for (const [name, text] of Object.entries({ ...files, 'config.yaml': config }))
      writeFileSync(join(folder, name), text)
    const port = await findFreePort()
    const started = await startProcess({
      command,
      args: [
        '--config',
        join(folder, 'config.yaml'),
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--num_workers',
        '1',
      ],
      env: { ...offline, ...env },
      port,
      logFile: join(folder, 'litellm.log'),
      readyMs,
    })
    return {
      ...started,
      origin: `http://127.0.0.1:${port}`,
      stop: async () => {
        await started.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Prices from its own package, not from the network; and its log as its manual wants it in production. */
const offline = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  LITELLM_LOG: 'ERROR',
  LITELLM_MODE: 'PRODUCTION',
}
