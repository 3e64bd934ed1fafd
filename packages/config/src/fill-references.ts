/** Puts the values of environment variables in place of `${NAME}`; those that are not set, or empty, are handed to `onMissing`. */
export function fillReferences(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  onMissing: (variable: string) => void,
): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => {
    const value = env[variable]
    if (value === undefined || value === '') onMissing(variable)
    return value ?? ''
  })
}
