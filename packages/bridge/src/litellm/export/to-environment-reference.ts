/** A text of a config as LiteLLM reads it. */
export interface EnvironmentReference {
  readonly value: string
  /** What to set a variable to that was not there before: LiteLLM takes one only as a whole value. Says no part of the text. */
  readonly note?: string | undefined
}

/** `${NAME}` is `os.environ/NAME`; a text with a variable inside becomes a variable of its own, named by `name`. */
export function toEnvironmentReference(text: string, name: string): EnvironmentReference {
  const whole = text.match(/^\$\{(\w+)\}$/)?.[1]
  if (whole !== undefined) return { value: `os.environ/${whole}` }
  if (!/\$\{\w+\}/.test(text)) return { value: text }
  const variable = name
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toUpperCase()
  return {
    value: `os.environ/${variable}`,
    note: `LiteLLM takes a variable only as a whole value: set ${variable} to this text with its own filled in.`,
  }
}
