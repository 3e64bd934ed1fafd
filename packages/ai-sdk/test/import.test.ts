import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Written beside the package's own sources, so that what it imports is found as they find it. */
const script = `
  import { registerHooks } from 'node:module'
  const seen = []
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context)
      seen.push({ url: found.url, by: context.parentURL ?? '' })
      return found
    },
  })
  const { createSignalbox } = await import(process.argv[1])
  console.log(JSON.stringify({ made: typeof createSignalbox, seen }))
`

it('a fresh process loads no module of Node, and not the host itself', () => {
  const entry = new URL('../src/index.ts', import.meta.url).href
  const args = ['--conditions=signalbox-source', '--input-type=module', '--eval', script, entry]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const { made, seen } = JSON.parse(stdout) as { made: string; seen: { url: string; by: string }[] }
  expect(made).toBe('function')
  expect(seen.length).toBeGreaterThan(100)
  expect(seen.filter(({ url }) => url.startsWith('node:'))).toEqual([])
  // It is loaded when a model of an older specification, or a decision model, is first called.
  expect(seen.filter(({ url }) => /node_modules\/ai\//.test(url))).toEqual([])
})
