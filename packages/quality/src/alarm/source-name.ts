const separator = ': '

/** Cause and source as one name, by which they are counted. */
export function toSourceName(cause: string | undefined, source: string): string {
  return `${cause ?? 'unknown'}${separator}${source}`
}

export function fromSourceName(name: string): { readonly cause: string; readonly source: string } {
  const [cause = '', ...rest] = name.split(separator)
  return { cause, source: rest.join(separator) }
}
