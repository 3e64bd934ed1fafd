import { homedir } from 'node:os'
import { expect, it } from 'vitest'
import { cacheFile } from './cache-file.ts'

it.each<[Record<string, string>, string]>([
  [{ XDG_CACHE_HOME: '/x' }, '/x/signalbox/a.json'],
  [{ XDG_CACHE_HOME: '' }, `${homedir()}/.cache/signalbox/a.json`],
  [{ XDG_CACHE_HOME: 'relative' }, `${homedir()}/.cache/signalbox/a.json`],
  [{ XDG_CACHE_HOME: '/x', LOCALAPPDATA: '/l' }, '/x/signalbox/a.json'],
  [{ LOCALAPPDATA: '/l' }, '/l/signalbox/a.json'],
])('with %j it is %s', (env, file) => expect(cacheFile('a.json', env)).toBe(file))
