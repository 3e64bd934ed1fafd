import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a file is kept that can be had again: below `XDG_CACHE_HOME`, else where the platform keeps such. */
export function cacheFile(name: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  // An empty variable is none, and so is a relative path: XDG Base Directory Specification 0.8.
  const xdg = env['XDG_CACHE_HOME']
  if (xdg?.startsWith('/') === true) return join(xdg, 'signalbox', name)
  const local = env['LOCALAPPDATA']
  return local ? join(local, 'signalbox', name) : join(homedir(), '.cache', 'signalbox', name)
}
