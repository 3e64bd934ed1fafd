/** Where a verb writes: one JSON document or text on stdout, everything else on stderr. */
export interface Output {
  readonly isJson: boolean
  /** A person watches stderr: progress may move. */
  readonly isInteractive: boolean
  /** Of the terminal; 80 where there is none. */
  readonly columns: number
  readonly result: (json: unknown, text: () => string) => void
  readonly log: (line: string) => void
}

export function createOutput(isJson: boolean): Output {
  return {
    isJson,
    isInteractive: process.stderr.isTTY === true && !isJson,
    columns: process.stdout.columns ?? 80,
    result: (json, text) =>
      void process.stdout.write(isJson ? `${JSON.stringify(json, undefined, 2)}\n` : toPrintable(text())),
    log: (line) => void process.stderr.write(`${toPrintable(line)}\n`),
  }
}

/** Names come from files and from others' servers: none of them moves a terminal's cursor, or colours it. */
function toPrintable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '\u{fffd}')
}
