import type { CallAccount, PullSource } from '@signalbox/core'
import { fromFrames } from '../reply/events-part.ts'
import type { BodyPart, EventsPart, HttpHead, HttpPart } from '../reply/http-part.ts'
import { isObject } from '../reply/json-shapes.ts'
import { parseFrame } from '../reply/parse-json.ts'
import type { Carrier } from './carrier.ts'

/** Tokens are counted in it. */
const counts = /"usage"\s*:\s*\{/

/** A stream with what its carrier says of the call: in the head, in the first event, and wherever tokens are counted. */
export function withAccounts(source: PullSource<HttpPart>, carrier: Carrier, head: HttpHead): PullSource<HttpPart> {
  let told = carrier.readHead?.(head.headers)
  let isBegun = false
  return {
    next: async () => {
      const step = await source.next()
      const part = step.value
      if (part?.kind !== 'events') return step
      const account = isBegun && !counts.test(part.raw) ? undefined : join(told, readEvents(part, carrier, isBegun))
      if (!isBegun && part.events.length > 0) isBegun = true
      if (account !== undefined) told = undefined
      return { done: false, value: fromFrames(part.dialect, part.raw, { carrier, account }) }
    },
    return: source.return,
  }
}

/** A whole reply with what its carrier says of the call. */
export function withAccount<Part extends { readonly body: unknown }>(
  part: Part,
  carrier: Carrier,
  head: HttpHead,
): Part & Pick<BodyPart, 'carrier' | 'account'> {
  const account = join(carrier.readHead?.(head.headers), [
    isObject(part.body) ? carrier.readReply?.(part.body) : undefined,
  ])
  return { ...part, carrier, account }
}

function readEvents({ events }: EventsPart, carrier: Carrier, isBegun: boolean): readonly (CallAccount | undefined)[] {
  return events
    .filter(({ data }, n) => (!isBegun && n === 0) || counts.test(data))
    .map(({ data }) => {
      const body = parseFrame<Readonly<Record<string, unknown>>>(data)
      return isObject(body) ? carrier.readReply?.(body) : undefined
    })
}

function join(first: CallAccount | undefined, more: readonly (CallAccount | undefined)[]): CallAccount | undefined {
  const said = [first, ...more].filter((one) => one !== undefined)
  return said.length === 0 ? undefined : (Object.assign({}, ...said) as CallAccount)
}
