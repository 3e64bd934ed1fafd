import type { Setting } from '../../import/setting.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { toSettingName } from '../../import/setting-path.ts'
import type { Environment } from './environment.ts'
import { findRow } from './find-row.ts'
import { unsetNote } from './read-text.ts'
import type { SettingShape } from '../../import/setting-row.ts'
import { isMap, valueAt } from '../../import/value-at.ts'

type Check = readonly [wanted: string, holds: (value: unknown, environment: Environment) => boolean]

const number = (least: number, isWhole = false): Check[1] => {
  return (value, environment) => {
    const found = environment.toNumber(value)
    return found !== undefined && found >= least && (!isWhole || Number.isSafeInteger(found))
  }
}

const checks: Readonly<Record<Exclude<SettingShape, 'any'>, Check>> = {
  text: ['text', (value) => typeof value === 'string'],
  count: ['a whole number from 0 on', number(0, true)],
  amount: ['a number from 0 on', number(0)],
  seconds: ['a number of seconds above 0', number(Number.MIN_VALUE)],
  flag: ['true or false', (value, environment) => environment.toFlag(value) !== undefined],
  texts: ['a list of text', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')],
  list: ['a list', Array.isArray],
  map: ['a map', isMap],
}

/** Says of each value of a wrong shape that it is an error. Nothing (`null`) is LiteLLM's default, whatever the shape. */
export function checkShapes(
  data: unknown,
  settings: readonly Setting[],
  account: SettingsAccount,
  environment: Environment,
): void {
  const seen = new Set<string>()
  for (const { path, value: end } of settings) {
    const found = findRow(path)
    if (
      found !== undefined &&
      found.row.fate !== 'not-carried' &&
      typeof end === 'string' &&
      end.startsWith('os.environ/') &&
      environment.variableOf(end) === undefined
    )
      account.say(path, 'error', 'A variable is named by letters, digits and _ here. Rename it.')
    if (found === undefined || found.row.shape === 'any') continue
    const name = toSettingName(found.at)
    if (seen.has(name)) continue
    seen.add(name)
    const value = valueAt(data, found.at)
    if (value === null || value === undefined) continue
    const variable = environment.variableOf(value)
    if (variable !== undefined && environment.lookUp(variable) === undefined) {
      // What is written in place of a time limit is told where it is known.
      if (found.row.shape !== 'text' && found.row.shape !== 'seconds')
        account.say(found.at, 'not-carried', unsetNote(variable))
      continue
    }
    const [wanted, holds] = checks[found.row.shape]
    if (!holds(value, environment)) account.say(found.at, 'error', `${name} must be ${wanted}. Correct it.`)
  }
}
