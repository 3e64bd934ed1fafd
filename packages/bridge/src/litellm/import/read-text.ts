import type { SettingPath } from '../../import/setting-path.ts'
import { toText } from '../../import/value-at.ts'
import type { ImportContext } from './import-context.ts'
import { isSecretVariable } from '../../import/secret-names.ts'

/** A name, as it stands or by reference: then the value of the moment is written, and it is said so. undefined: there is none. */
export function readText(
  value: unknown,
  path: SettingPath,
  { account, environment }: Pick<ImportContext, 'account' | 'environment'>,
): string | undefined {
  const variable = environment.variableOf(value)
  if (variable === undefined) return toText(value)
  const now = isSecretVariable(variable) ? undefined : environment.lookUp(variable)
  account.say(
    path,
    now === undefined ? 'not-carried' : 'different',
    now !== undefined
      ? `The value that ${variable} has now is written.`
      : isSecretVariable(variable)
        ? `The environment variable ${variable} may hold a secret, which has no place in a file; write the name out.`
        : unsetNote(variable),
  )
  return now
}

/** Of a reference whose value would have to be known. */
export function unsetNote(variable: string): string {
  return `The environment variable ${variable} is not set, so its value is not known; set it and import again.`
}
