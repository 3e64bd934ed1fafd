/** Bytes as Python prints them. */
export function toPythonBytes(text: string): string {
  const printed = [...Buffer.from(text)].map((byte) => {
    if (byte === 0x5c) return '\\\\'
    if (byte === 0x27) return "\\'"
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return `b'${printed.join('')}'`
}

/** A value of JSON as Python prints it. */
export function toPython(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return value.includes("'") ? `"${value}"` : `'${value}'`
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const pairs = Object.entries(value).map(([name, entry]) => `'${name}': ${toPython(entry)}`)
  return `{${pairs.join(', ')}}`
}

/** JSON as Python writes it, with a space behind each colon and comma. */
export function toPythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toPythonJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${toPythonJson(entry)}`)
  return `{${pairs.join(', ')}}`
}

/** Seconds as a setting that may be missing. */
export function toPythonSeconds(seconds: number | undefined): string {
  return seconds === undefined ? 'None' : toPythonFloat(seconds)
}

/** A number as Python writes it: `2.4e-05`, not `0.000024`. */
export function toPythonFloat(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(1)
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  return power >= -4 ? String(value) : `${digits}e-${String(-power).padStart(2, '0')}`
}
