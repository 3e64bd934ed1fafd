import { UsageError } from './usage-error.ts'

/** An address as given on the command line. @throws UsageError for what is none, and for one with a password in it: it would be shown */
export function toBaseUrl(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${flag} ${text}: give an http or https address, as in http://127.0.0.1:4000.`)
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${flag}: leave name and password out of the address, and give the key by --key-env NAME.`)
  return text
}
