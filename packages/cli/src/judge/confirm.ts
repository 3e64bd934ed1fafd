import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

/** Asks the person at the terminal; anything but yes is no, Ctrl-C and Ctrl-D too. Where nobody sits there, nobody has said yes. */
export async function confirm(question: string): Promise<boolean> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const gone = once(terminal, 'close').then(() => '')
    const answer = await Promise.race([terminal.question(`${question} [y/N] `).catch(() => ''), gone])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
