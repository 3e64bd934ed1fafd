import { defineConfig } from 'tsdown'
import { base } from '../../tsdown.base.ts'

export default defineConfig({
  ...base,
  entry: ['src/index.ts', 'src/node.ts', 'src/page.ts'],
  // Only what `./node` leads to imports them.
  deps: { neverBundle: [/^node:/] },
})
