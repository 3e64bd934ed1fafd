/** One problem in a config file, with its place. Lines and columns count from 1. */
export interface ConfigIssue {
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly line: number | undefined
  readonly column: number | undefined
  /** The place and the remedy. */
  readonly message: string
}

/** `signalbox.yaml:12:5  error  …` */
export function formatIssue({ severity, file, line, column, message }: ConfigIssue): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return `${place}  ${severity}  ${message}`
}
