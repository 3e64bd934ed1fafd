import type { Decision } from '@signalbox/core'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { ask, createWorld } from './fixture.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

it('a decision that somebody keeps does not keep the prompt', async () => {
  const { router, clock } = createWorld({})
  const decide = (): readonly [Decision, WeakRef<object>] => {
    const messages = [{ role: 'user' as const, content: 'Summarize this.' }]
    const decision = router.decideAt(ask({ id: 'r', messages }), { nowMs: clock.nowMs(), health: {} })
    return [decision, new WeakRef(messages)]
  }
  const [decision, messages] = decide()
  // What a turn has looked at is kept until its end.
  await new Promise(setImmediate)
  collectGarbage()
  expect(messages.deref()).toBeUndefined()
  expect(decision.passedOver).toHaveLength(3)
})
