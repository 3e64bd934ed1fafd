/** The data of each event of a stream, whole; comments and event names are left out. */
export async function* readEvents(frames: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = ''
  for await (const frame of frames) {
    const events = (rest + frame).split(/\r?\n\r?\n/)
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = event
        .split(/\r?\n/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trimStart())
      if (data.length > 0) yield data.join('\n')
    }
  }
}
