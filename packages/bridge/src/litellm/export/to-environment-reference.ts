import type { SignalboxConfig } from '@signalbox/config'
import { createUniqueNames, type NameUniquely } from '../unique-names.ts'
import { toVariableName } from '../variable-name.ts'

/** A text of a config as LiteLLM reads it. */
export interface EnvironmentReference {
  readonly value: string
  /** What to set a variable to that was not there before: LiteLLM takes one only as a whole value. Says no part of the text. */
  readonly note?: string | undefined
}

/** @returns names of variables that the config does not use, for texts with a variable inside */
export function createVariableNames(config: SignalboxConfig): NameUniquely {
  const used = [...JSON.stringify(config).matchAll(/\$\{(\w+)\}/g)].flatMap(([, variable]) => variable ?? [])
  const nameUniquely = createUniqueNames(new Set(used), (name, count) => `${name}_${count}`)
  return (wanted) => nameUniquely(toVariableName(wanted))
}

/** The variable that is the whole of a text. */
export function wholeReference(text: string): string | undefined {
  return /^\$\{(\w+)\}$/.exec(text)?.[1]
}

/**
 * `${NAME}` is `os.environ/NAME`; a text with a variable inside, and one that is a secret as it stands, becomes a variable of its own,
 * named by `name`.
 */
export function toEnvironmentReference(
  text: string,
  name: string,
  nameVariable: NameUniquely,
  isSecret: boolean,
): EnvironmentReference {
  const whole = wholeReference(text)
  if (whole !== undefined) return { value: `os.environ/${whole}` }
  const isMixed = /\$\{\w+\}/.test(text)
  if (!isMixed && !isSecret) return { value: text }
  const variable = nameVariable(name)
  return {
    value: `os.environ/${variable}`,
    note: isMixed
      ? `LiteLLM takes a variable only as a whole value: set ${variable} to this text with its own filled in.`
      : `It may be a secret, which has no place in a file: set the environment variable ${variable} to it.`,
  }
}
