import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const html = readFileSync(new URL('page.html', import.meta.url), 'utf8')
const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''

/** The page, and what a Content-Security-Policy has to say for its script, and no other, to run. */
export const page = {
  html,
  scriptSource: `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
} as const
