import { EdgeVM } from '@edge-runtime/vm'
import { build } from 'tsdown'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('routes, falls back and streams where there is no Node and no disk, and its ledger is flushed after the response', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-edge-'))
  try {
    await build({
      entry: { provider: fileURLToPath(new URL('../src/index.ts', import.meta.url)) },
      outDir: folder,
      format: 'iife',
      globalName: 'signalbox',
      platform: 'neutral',
      inputOptions: { resolve: { conditionNames: ['signalbox-source', 'import', 'default'] } },
      deps: { alwaysBundle: [/^@(signalbox|ai-sdk|workflow)\//], onlyBundle: false, neverBundle: ['ai'] },
      dts: false,
      config: false,
      logLevel: 'silent',
      clean: false,
    })
    const vm = new EdgeVM()
    vm.evaluate(await readFile(join(folder, 'provider.iife.js'), 'utf8'))
    expect(vm.evaluate('typeof process + typeof require + typeof Buffer')).toBe('undefinedundefinedundefined')
    const seen = await vm.evaluate<Promise<{ text: string; target: string; rows: number; before: number }>>(`
      const card = (id) => ({
        id, name: id, vendor: 'v', contextTokens: 10000, maxOutputTokens: 1000, capabilities: {}, inputModalities: ['text'],
        outputModalities: ['text'], prices: [], sources: {},
      })
      const rows = []
      const ledger = signalbox.createBatchLedger({ send: async (batch) => { rows.push(...batch) } })
      const router = signalbox.createRouter({
        catalog: signalbox.createCatalog({ version: 'edge', models: [card('v/down'), card('v/up')] }),
        targets: [{ id: 'down', model: 'v/down' }, { id: 'up', model: 'v/up' }],
        tiers: [{ name: 'economy', targets: ['down', 'up'] }],
        strategy: signalbox.tier('economy'),
        execution: { maxRetriesPerTarget: 0 },
        ledger,
      })
      const usage = { inputTokens: { total: 3 }, outputTokens: { total: 4 } }
      const base = { specificationVersion: 'v4', provider: 'test', modelId: 'm', supportedUrls: {} }
      const provider = signalbox.createSignalbox({
        router,
        models: {
          down: { ...base, doStream: async () => { throw new Error('down') } },
          up: {
            ...base,
            doStream: async () => ({
              stream: new ReadableStream({
                start: (controller) => {
                  controller.enqueue({ type: 'stream-start', warnings: [] })
                  controller.enqueue({ type: 'text-start', id: '0' })
                  controller.enqueue({ type: 'text-delta', id: '0', delta: 'from the edge' })
                  controller.enqueue({ type: 'text-end', id: '0' })
                  controller.enqueue({ type: 'finish', usage, finishReason: { unified: 'stop', raw: 'stop' } })
                  controller.close()
                },
              }),
            }),
          },
        },
      })
      ;(async () => {
        const { stream } = await provider('auto').doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] })
        const reader = stream.getReader()
        let text = ''
        let target
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          if (value.type === 'text-delta') text += value.delta
          if (value.type === 'finish') target = value.providerMetadata.signalbox.target
        }
        const before = rows.length
        await ledger.flush()
        return { text, target, before, rows: rows.length }
      })()
    `)
    expect(seen).toEqual({ text: 'from the edge', target: 'up', before: 0, rows: 5 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
