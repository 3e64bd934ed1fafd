/** The data of each event of a stream, whole; comments and event names are left out. Lines end as each likes. */
export async function* readEvents(frames: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = ''
  let data: string[] = []
  for await (const frame of frames) {
    // The end of a line may come in two pieces.
    const lines = (rest + frame).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice('data:'.length).trimStart())
      if (line !== '' || data.length === 0) continue
      yield data.join('\n')
      data = []
    }
  }
}
