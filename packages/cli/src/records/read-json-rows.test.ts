import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readJsonRows } from './read-json-rows.ts'
import { readLines } from './read-lines.ts'
import { createRecordProblems } from './record-problems.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rows-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What is read of a file: values of `a`, and faults with how many rows have them. */
async function read(bytes: string | Uint8Array): Promise<unknown[]> {
  const file = join(folder, 'log')
  await writeFile(file, bytes)
  const problems = createRecordProblems()
  const values: unknown[] = []
  for await (const { json } of readJsonRows(file, problems)) values.push(json['a'])
  return [values, Object.fromEntries(problems.read().map(({ kind, rows }) => [kind, rows]))]
}

const row = (a: unknown): string => JSON.stringify({ a })

describe('rows', () => {
  test.each<[string, string | Uint8Array, unknown[], Record<string, number>]>([
    ['one per line', `${row(1)}\n${row(2)}\n`, [1, 2], {}],
    ['no end of the last line', `${row(1)}\n${row(2)}`, [1, 2], {}],
    ['CRLF, and lines of nothing', `${row(1)}\r\n\r\n${row(2)}\r\n`, [1, 2], {}],
    ['a mark at the beginning', `\u{feff}${row(1)}\n${row(2)}\n`, [1, 2], {}],
    ['a line separator within a text', `{"a":"x\u{2028}y"}\n${row(2)}\n`, ['x\u{2028}y', 2], {}],
    ['cut in the middle of a line', `${row(1)}\n${row('half').slice(0, 6)}`, [1], { 'broken line': 1 }],
    [
      'cut in the middle of a letter',
      Buffer.concat([Buffer.from(`${row(1)}\n`), Buffer.from(row('né')).subarray(0, 8)]),
      [1],
      { 'broken line': 1 },
    ],
    [
      'another encoding',
      Buffer.concat([Buffer.from(`${row('né')}\n`, 'latin1'), Buffer.from(row(2))]),
      [2],
      { 'broken line': 1 },
    ],
    ['zeros that a crash has left', `${row(1)}\n\0\0\0\0\n${row(2)}`, [1, 2], { 'broken line': 1 }],
    ['JSON that is no object', `null\n1\n"x"\n${row(1)}\n[]\n`, [1], { 'no object': 4 }],
    ['an array', `[${row(1)}, null, ${row(2)}]`, [1, 2], { 'no object': 1 }],
    ['an array over lines, with a mark', `\u{feff}[\n ${row(1)},\n ${row(2)}\n]\n`, [1, 2], {}],
    ['a page', `{"data":[${row(1)},${row(2)}],"total":2}`, [1, 2], {}],
    ['a page over lines', `{\n  "data": [\n${row(1)}\n]}`, [1], {}],
    ['pages, one per line', `{"data":[${row(1)}]}\n{"object":"list","data":[${row(2)},7]}`, [1, 2], { 'no object': 1 }],
    ['brackets without end', '['.repeat(100_000), [], {}],
  ])('%s', async (_, text, values, faults) => {
    const made = read(text)
    if (text === '['.repeat(100_000)) await expect(made).rejects.toThrow('cut short or damaged')
    else expect(await made).toEqual([values, faults])
  })

  test('of an array that is cut short, nobody knows how many are missing: it is refused', async () => {
    await expect(read(`[${row(1)}, ${row(2)}`)).rejects.toThrow('cut short or damaged')
  })

  test('say where they stand, with the file and without', async () => {
    const file = join(folder, 'log')
    await writeFile(file, `\n${row(1)}\n{"data":[${row(2)}]}\n`)
    const names: string[] = []
    for await (const { place, name } of readJsonRows(file, createRecordProblems()))
      names.push(name, place.replace(folder, ''))
    expect(names).toEqual(['line 2', '/log:2', 'line 3, row 1', '/log:3[0]'])
  })
})

test('a line that is longer than any request is told, and what follows is read', async () => {
  const file = join(folder, 'long')
  await writeFile(file, `${row(1)}\n${'x'.repeat(400_000)}\n${row(2)}`)
  const lines = []
  for await (const some of readLines(file, 1_000)) lines.push(...some)
  expect(lines.map(({ number, text, fault }) => [number, text ?? fault])).toEqual([
    [1, row(1)],
    [2, 'too long'],
    [3, row(2)],
  ])
})
