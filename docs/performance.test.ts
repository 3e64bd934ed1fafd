import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toVerdicts } from '../bench/src/gateway/gateway-aims.ts'
import type { GatewayFigures } from '../bench/src/gateway/figures.ts'

const page = readFileSync(new URL('./performance.md', import.meta.url), 'utf8')
const nothing: GatewayFigures = {
  machine: { cpus: 0, cpu: '', node: '', date: '', load: [0, 0], seconds: 0 },
  subjects: [],
  skipped: [],
}

describe('docs/performance.md (rewrite it with `pnpm run performance:figures`)', () => {
  it.each(toVerdicts(nothing))('says whether the aim is met: $what', ({ what, aim }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${what} | ${aim} |`))
    expect(row).toMatch(/\| (?:met|missed) \|$/)
  })
})
