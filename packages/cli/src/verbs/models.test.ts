import { describe, expect, it } from 'vitest'
import { createOutput } from '../console-output.ts'
import { UsageError } from '../usage-error.ts'
import { models, type ModelsOptions } from './models.ts'

describe('models', () => {
  it.each<[ModelsOptions, RegExp]>([
    [{ openrouter: true, litellm: 'http://x.test' }, /--openrouter goes with no --litellm/],
    [{ refresh: true }, /--refresh goes with --openrouter/],
    [{ baseUrl: 'http://x.test' }, /--base-url goes with --openrouter/],
    [{ keyEnv: 'X' }, /--key-env goes with --openrouter or --litellm/],
    [{ litellm: 'http://x.test', at: '2026-01-01' }, /--at and --vendor go with no --litellm/],
    [{ openrouter: true, config: 'x.yaml' }, /--config goes with neither/],
    [{ litellm: 'localhost:4000' }, /--litellm must be an http or https address/],
    [{ litellm: 'http://me:secret@x.test' }, /^--litellm: leave name, password and everything from \? or # on out/],
    [{ openrouter: true, baseUrl: 'here' }, /--base-url must be an http or https address/],
    [{ openrouter: true, baseUrl: 'http://x.test/?k=secret' }, /^--base-url: leave name, password/],
    [{ litellm: 'http://x.test', keyEnv: 'SIGNALBOX_NOT_THERE' }, /--key-env SIGNALBOX_NOT_THERE: .* is not set/],
  ])('%j is refused', async (options, says) => {
    const refused = models(options, createOutput(true))
    await expect(refused).rejects.toThrow(says)
    await expect(refused).rejects.toBeInstanceOf(UsageError)
  })
})
