import { readFileSync } from 'node:fs'

/** Where the real proxy is, `bin/litellm`: undefined = not here, and the tests that need it are skipped by name. `.ci/run` installs it. */
export const litellmCommand: string | undefined = process.env['SIGNALBOX_LITELLM'] || undefined

/** What pip installs it from. */
export const litellmRequirements: string = new URL('requirements.txt', import.meta.url).pathname

/** The one version that is tested. */
export const litellmVersion: string = readFileSync(litellmRequirements, 'utf8').trim().split('==')[1] ?? ''
