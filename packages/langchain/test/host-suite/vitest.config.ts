import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = process.env['HOST_SUITE_ROOT'] ?? ''
const isRouted = process.env['HOST_SUITE_PREFIX'] !== 'baseline'
const shim = fileURLToPath(new URL('routed-agents.ts', import.meta.url))
const conditions = ['signalbox-source', 'module', 'node', 'import', 'default']
/** The package as npm has it: entry and inner files. */
const dist = dirname(createRequire(import.meta.url).resolve('langchain'))

/**
 * The host's agent tests against its package from npm. What a test imports from its own tree, other tests' help aside, is looked for in the package; its entry
 * is replaced by one whose agents have a routed model.
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  plugins: [
    {
      name: 'host-tree',
      enforce: 'pre',
      resolveId(source, importer) {
        if (importer === undefined || !importer.startsWith(root) || !source.startsWith('.')) return undefined
        const inTree = join(dirname(importer), source).replace(/\.js$/, '.ts')
        if (inTree.includes('/tests/') && existsSync(inTree)) return inTree
        const path = join(dirname(importer), source)
          .slice(root.length)
          .replace(/^\/src\//, '')
        if (path === 'agents/index.js' || path === 'index.js') return isRouted ? shim : join(dist, 'index.js')
        return join(dist, path)
      },
    },
  ],
  server: { fs: { strict: false } },
  test: {
    root,
    globals: true,
    include: ['src/agents/**/*.test.ts'],
    exclude: ['**/*.int.test.ts', '**/*.bench.test.ts'],
    reporters: ['json'],
    outputFile: process.env['HOST_SUITE_REPORT'] ?? '',
  },
})
