import { litellmCommand } from '@signalbox/contract-tests/litellm'
import { faultCatalogue, type FaultCell, type FaultMode } from '@signalbox/contract-tests/faults'
import { createMockProvider, type Fault, type MockLitellmOptions } from '@signalbox/mock-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, startFlavour, startReal, without, type Side } from './litellm-side-by-side.ts'

const text = Array.from({ length: 40 }, (_, index) => `word${index + 1}`).join(' ')
const nowMs = Date.parse('2026-11-25T12:00:00Z')

/** What a provider does first in a cell. */
function faultOf({ faults }: FaultCell): Fault | undefined {
  return (typeof faults === 'function' ? faults(nowMs) : faults)[0]
}

/** LiteLLM waits for the silent as long as its settings say; the rest is for the way to it. */
function isPast(cell: FaultCell): boolean {
  const fault = faultOf(cell)
  if (cell.address !== undefined) return true
  if (fault?.kind === 'frames' || fault?.kind === 'raw') return fault.atEnd === 'silence'
  return ['silence', 'slow-first-token', 'stall', 'comments-only'].includes(fault?.kind ?? '')
}

/** What is not held side by side: cells, and the field, undefined = the cell itself. */
const leftOut: readonly (readonly [cells: readonly string[], field: string | undefined, because: string])[] = [
  [['D02', 'D04-first'], undefined, 'a reset takes the role along that was sent right before it'],
  [['C05'], undefined, 'what a bomb unpacks to is no business of the flavour'],
  [['D20'], undefined, 'two megabytes'],
  [['D11', 'D11-before', 'D18', 'D22-done'], 'usage', 'tokens are counted with a tokenizer that is not ours'],
]

const isLeftOut = ({ id }: FaultCell): boolean =>
  leftOut.some(([ids, field]) => field === undefined && ids.includes(id))
const cells = faultCatalogue.filter((cell) => !isPast(cell) && !isLeftOut(cell))

/** A reset takes along what was sent just before it: what is to arrive has time to. */
function paceOf(cell: FaultCell): number | undefined {
  return faultOf(cell)?.kind === 'cut' ? 20 : undefined
}

function createOptions(): MockLitellmOptions {
  const provider = createMockProvider({
    name: 'openai',
    models: Object.fromEntries(
      cells.map((cell) => [
        cell.id,
        { answer: cell.answer ?? text, faults: () => faultOf(cell), tokensPerSecond: paceOf(cell) },
      ]),
    ),
  })
  const prices = { inputPerMillionUsd: 1, outputPerMillionUsd: 2 }
  return {
    deployments: cells.map(({ id }) => ({
      group: id,
      id,
      model: `openai/${id}`,
      provider,
      prices,
      timeoutSeconds: 15,
    })),
  }
}

describe.skipIf(litellmCommand === undefined)(
  'the fault catalogue behind the LiteLLM flavour and the real one',
  { retry: 2 },
  () => {
    const sides: Side[] = []
    beforeAll(async () => {
      sides.push(startFlavour(createOptions()))
      sides.push(await startReal(createOptions()))
    }, 150_000)
    afterAll(() => Promise.all(sides.map((side) => side.stop())))

    const each = cells.flatMap((cell) =>
      (cell.modes ?? (['stream', 'whole'] as const)).map((mode): [string, FaultMode, FaultCell] => [
        cell.id,
        mode,
        cell,
      ]),
    )
    it.each(each)('%s %s', async (_, mode, { id }) => {
      const body = {
        model: id,
        messages: [{ role: 'user', content: 'Hello there' }],
        ...(mode === 'stream' && { stream: true, stream_options: { include_usage: true } }),
      }
      const fields = leftOut.flatMap(([ids, field]) => (field !== undefined && ids.includes(id) ? [field] : []))
      const [flavour, real] = await Promise.all(sides.map((side) => ask(side, { path: '/v1/chat/completions', body })))
      expect(without(fields, flavour)).toEqual(without(fields, real))
    })
  },
)
