/** The name of an environment variable for a thing: `gpt-4o (eu)` -> `GPT_4O_EU` */
export function toVariableName(name: string): string {
  const letters = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[A-Z]/.test(letters) ? letters : `MODEL_${letters}`
}
