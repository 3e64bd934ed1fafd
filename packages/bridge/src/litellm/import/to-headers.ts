import { isSecretHeader, mayNotBeWritten } from '../../import/secret-names.ts'
import type { SettingPath } from '../../import/setting-path.ts'
import { toMap, toText } from '../../import/value-at.ts'
import { toVariableName } from '../variable-name.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'

/** Headers of every call, with references as ours; what may be a secret is moved to the environment, and it is said so. */
export function toHeaders(
  { at, group, params }: Deployment,
  { account, environment }: ImportContext,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const field of ['headers', 'extra_headers'])
    for (const [name, value] of Object.entries(toMap(params[field]))) put(name, value, [...at(field), name])
  const organization = toText(params['organization'])
  if (organization !== undefined) put('openai-organization', organization, at('organization'))
  return headers

  function put(name: string, value: unknown, path: SettingPath): void {
    if (typeof value === 'object') {
      account.say(path, 'error', 'A header must be text. Correct it.')
      return
    }
    const text = String(value)
    const variable = environment.variableOf(value)
    if (variable !== undefined) {
      headers[name] = `\${${variable}}`
    } else if (!isHeader(name, text)) {
      account.say(path, 'error', 'A header has a name of letters, digits and -, and a text on one line. Correct it.')
    } else if (isSecretHeader(name) || mayNotBeWritten(text)) {
      const moved = environment.nameFor(text, toVariableName(`${group}_${name}`))
      account.say(path, 'different', `It may be a secret: set the environment variable ${moved} to it.`)
      headers[name] = `\${${moved}}`
    } else headers[name] = text
  }
}

/** RFC 9110, 5.1 and 5.5. */
function isHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}
