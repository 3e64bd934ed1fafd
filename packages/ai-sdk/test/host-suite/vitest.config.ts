import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = process.env['HOST_SUITE_ROOT'] ?? ''
const version = process.env['HOST_SUITE_MOCK'] ?? 'v3'
const isRouted = process.env['HOST_SUITE_PREFIX'] !== 'baseline'
const shim = fileURLToPath(new URL('routed-mock.ts', import.meta.url))
const conditions = ['signalbox-source', 'module', 'node', 'import', 'default']
const real = `${root}/src/test/mock-language-model-${version}.ts`

/** The host's suite as it is, with its mock model replaced by a routed one. */
export default defineConfig({
  define: { __PACKAGE_VERSION__: '"0.0.0-test"' },
  resolve: {
    conditions,
    alias: { '@signalbox/ai-sdk': fileURLToPath(new URL('../../src/index.ts', import.meta.url)) },
  },
  ssr: { resolve: { conditions } },
  plugins: [
    {
      name: 'routed-mock',
      enforce: 'pre',
      resolveId(source, importer) {
        if (source === 'signalbox-host-suite-mock') return '\0real-mock'
        if (!isRouted || importer === '\0real-mock') return undefined
        return new RegExp(`mock-language-model-${version}(\\.ts)?$`).test(source) ? shim : undefined
      },
      load: (id) =>
        id === '\0real-mock'
          ? `export { MockLanguageModel${version.toUpperCase()} as RealMock } from ${JSON.stringify(real)}`
          : undefined,
    },
  ],
  server: { fs: { strict: false } },
  test: {
    root,
    include: [
      'src/{generate-text,generate-object,middleware,registry,agent,telemetry,model}/**/*.test.ts',
      'src/ui/direct-chat-transport.test.ts',
    ],
    reporters: ['json'],
    outputFile: process.env['HOST_SUITE_REPORT'] ?? '',
  },
})
