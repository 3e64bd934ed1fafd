import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileModelCache } from './file-model-cache.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const list = { models: [], source: 'https://openrouter.ai/api/v1/models', fetchedAtMs: 1, leftOut: {} }

it('keeps a list in a folder that it makes, and leaves no draft', async () => {
  const cache = createFileModelCache(join(folder, 'new', 'models.json'))
  await cache.save(list)
  await cache.save({ ...list, fetchedAtMs: 2 })
  expect(await cache.load()).toEqual({ ...list, fetchedAtMs: 2 })
  expect(await readdir(join(folder, 'new'))).toEqual(['models.json'])
})

it('holds a whole list, whoever writes at the same time', async () => {
  const cache = createFileModelCache(join(folder, 'models.json'))
  await Promise.all([1, 2, 3, 4].map((fetchedAtMs) => cache.save({ ...list, fetchedAtMs })))
  expect(await cache.load()).toMatchObject({ source: list.source })
})

it('fails where there is no file, or half of one', async () => {
  const path = join(folder, 'models.json')
  await expect(createFileModelCache(path).load()).rejects.toThrow('ENOENT')
  await writeFile(path, '{"models":[')
  await expect(createFileModelCache(path).load()).rejects.toThrow(SyntaxError)
})

it('leaves no draft when it fails', async () => {
  await expect(createFileModelCache(folder).save(list)).rejects.toThrow(folder)
  expect(await readdir(folder)).toEqual([])
})
