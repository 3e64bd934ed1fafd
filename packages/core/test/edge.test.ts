import { EdgeVM } from '@edge-runtime/vm'
import { build } from 'tsdown'
import { fileURLToPath } from 'node:url'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('decides and runs where there is no Node', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-edge-'))
  try {
    await build({
      entry: { core: fileURLToPath(new URL('../src/index.ts', import.meta.url)) },
      outDir: folder,
      format: 'iife',
      globalName: 'signalbox',
      platform: 'neutral',
      dts: false,
      config: false,
      logLevel: 'silent',
      clean: false,
    })
    const vm = new EdgeVM()
    vm.evaluate(await readFile(join(folder, 'core.iife.js'), 'utf8'))
    expect(vm.evaluate('typeof process + typeof require + typeof Buffer')).toBe('undefinedundefinedundefined')
    const outcome = await vm.evaluate<
      Promise<{ reply: { text: string }; outcome: { kind: string; cost: { nanoUsd: number } } }>
    >(`
      const card = {
        id: 'v/m', name: 'M', vendor: 'v', contextTokens: 10000, maxOutputTokens: 1000, capabilities: {}, inputModalities: ['text'],
        outputModalities: ['text'], licence: 'MIT', openWeights: true, jurisdiction: 'EU', sources: {},
        prices: [{ provider: 'v', periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }] }],
      }
      const router = signalbox.createRouter({
        catalog: signalbox.createCatalog({ version: 'edge', models: [card] }),
        targets: [{ id: 't', model: 'v/m' }],
        tiers: [{ name: 'economy', targets: ['t'] }],
        strategy: signalbox.rules([{ when: { task: 'translate' }, use: 'economy' }], { otherwise: 'economy' }),
        ledger: signalbox.createMemoryLedger(),
      })
      router.run(
        { messages: [{ role: 'user', content: 'Translate to French: good morning' }] },
        async () => ({ text: 'bonjour', usage: { inputTokens: 7, outputTokens: 1 } }),
      )
    `)
    expect(outcome.reply.text).toBe('bonjour')
    expect(outcome.outcome).toMatchObject({ kind: 'served', cost: { nanoUsd: 9_000 } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
