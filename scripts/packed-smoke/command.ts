import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const signalbox = (...args: readonly string[]): string =>
  execFileSync(join('node_modules', '.bin', 'signalbox'), args, { encoding: 'utf8' })

assert.match(signalbox('--help'), /Usage: signalbox/)
const decision = JSON.parse(signalbox('route', 'Translate to French: hello, world', '--json')) as { task: string }
assert.equal(decision.task, 'translate')
