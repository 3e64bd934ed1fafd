import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ModelListCache } from './model-list-cache.ts'

/** Keeps the list in a file: written beside it and renamed, so that a reader never sees half of one. */
export function createFileModelCache(path: string): ModelListCache {
  return {
    load: async () => JSON.parse(await readFile(path, 'utf8')) as unknown,
    save: async (list) => {
      const draft = `${path}.${process.pid}.${crypto.randomUUID()}.tmp`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(draft, JSON.stringify(list))
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
  }
}
