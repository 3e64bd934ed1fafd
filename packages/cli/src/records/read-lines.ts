import { createReadStream } from 'node:fs'

/** One line of a file, without its end. */
export interface FileLine {
  /** 1, 2, 3 .. */
  readonly number: number
  /** undefined = see `fault`. */
  readonly text: string | undefined
  /** Why it is no text that is read. */
  readonly fault: 'not UTF-8' | 'too long' | undefined
}

/** No request is that long, bytes; a file without line ends would fill the memory. */
const longest = 64 * 1024 * 1024
const lineEnd = 10

/**
 * Lines of a file as they stand in it, some at a time: only a line feed ends one, as JSON lines have it, since others may stand within a
 * text. No more of the file is held than one line.
 */
export async function* readLines(file: string, mostBytes = longest): AsyncGenerator<FileLine[], void, undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let number = 0
  let open: Uint8Array[] = []
  let openBytes = 0
  const close = (): FileLine => {
    number++
    const isTooLong = openBytes > mostBytes
    const bytes = isTooLong ? undefined : open.length === 1 ? open[0] : Buffer.concat(open)
    open = []
    openBytes = 0
    if (bytes === undefined) return { number, text: undefined, fault: 'too long' }
    try {
      return { number, text: utf8.decode(bytes), fault: undefined }
    } catch {
      return { number, text: undefined, fault: 'not UTF-8' }
    }
  }
  const add = (bytes: Uint8Array): void => {
    openBytes += bytes.length
    if (openBytes > mostBytes) open = []
    else open.push(bytes)
  }
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const lines: FileLine[] = []
    let from = 0
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, from)) {
      add(chunk.subarray(from, end))
      lines.push(close())
      from = end + 1
    }
    if (from < chunk.length) add(chunk.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (openBytes > 0) yield [close()]
}
