import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRecord } from './open-record.ts'

const page = readFileSync(new URL('../../../../docs/replay.md', import.meta.url), 'utf8')
/** Objects that stand one below the other, broken over lines for reading. */
const blocks = [...page.matchAll(/```json\n(.*?)\n```/gs)].map(([, text = '']) =>
  text.split(/\n(?=\{)/).map((object) => JSON.stringify(JSON.parse(object))),
)

test('docs/replay.md shows three kinds of rows', () => expect(blocks).toHaveLength(3))

test.each([
  ['LiteLLM spend logs', 0],
  ['OpenAI-style requests', 1],
  ['labelled questions', 2],
] as const)('%s are read as the page has them', async (kind, index) => {
  const folder = mkdtempSync(join(tmpdir(), 'documented-'))
  try {
    const rows = blocks[index] ?? []
    writeFileSync(join(folder, 'log'), rows.join('\n'))
    const record = await openRecord(join(folder, 'log'))
    let requests = 0
    for await (const _ of record.past) requests++
    expect([record.kind, requests, record.problems.read()]).toEqual([kind, rows.length, []])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
