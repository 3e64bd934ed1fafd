import { defineConfig } from 'tsdown'
import { base } from '../../tsdown.base.ts'

export default defineConfig({
  ...base,
  entry: ['src/litellm.ts', 'src/node.ts', 'src/openrouter.ts'],
  // Only what `./node` leads to imports them.
  deps: { neverBundle: [/^node:/] },
})
