import { faultCatalogue } from '@signalbox/contract-tests/faults'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('./reliability.md', import.meta.url), 'utf8')

describe('docs/reliability.md (rewrite it with `pnpm run reliability:figures`)', () => {
  it('has a row for each cell of the catalogue, none of them failing', () => {
    const rows = page.split('\n').filter((line) => /^\| [A-E]\d\d/.test(line))
    const ids = rows.map((row) => row.split(' ')[1])
    expect([...new Set(ids)]).toEqual(faultCatalogue.map(({ id }) => id))
    expect(rows.filter((row) => row.includes('**fail**'))).toEqual([])
    for (const { title, id } of faultCatalogue) expect(page, id).toContain(title)
  })

  it('covers every fault of the catalogue: 25 statuses, 8 of transport, 8 bodies, 22 streams, 8 that are wrong', () => {
    const faults = new Set(faultCatalogue.map(({ id }) => id.slice(0, 3)))
    const count = (letter: string): number => [...faults].filter((id) => id.startsWith(letter)).length
    expect(['A', 'B', 'C', 'D', 'E'].map(count)).toEqual([25, 8, 8, 22, 8])
  })
})
