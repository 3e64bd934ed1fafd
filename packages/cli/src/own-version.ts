import { readFileSync } from 'node:fs'

/** package.json stands one level above, from source and from dist. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}
