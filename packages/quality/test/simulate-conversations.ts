import type { AlarmRule, SimulatedRequest } from './alarm-rules.ts'
import { toStream, type ConversationWorld } from './conversation-worlds.ts'

/** Share of streams in which the rule ever alarms. */
export function alarmedShare(
  rule: AlarmRule<SimulatedRequest>,
  streams: number,
  toNth: (n: number) => readonly SimulatedRequest[],
): number {
  let alarms = 0
  for (let n = 0; n < streams; n++) if (toNth(n).some(rule.start())) alarms++
  return alarms / streams
}

/** Requests and minutes from the first request of the first conversation after a jump to the alarm, ascending; Infinity = never. */
export function conversationDelays(
  rule: AlarmRule<SimulatedRequest>,
  world: ConversationWorld,
  { from, to, after, streams }: { from: number; to: number; after: number; streams: number },
): { readonly requests: readonly number[]; readonly minutes: readonly number[] } {
  const found = Array.from({ length: streams }, (_, index) => {
    const stream = toStream(world, `${from} to ${to}, ${index}`, after + 1_500, (n) => (n < after ? from : to))
    const begun = stream.findIndex(({ session }) => session === `${after}`)
    const at = stream.findIndex(rule.start())
    const minutesTo = (end: number): number => ((stream[end]?.atMs ?? 0) - (stream[begun]?.atMs ?? 0)) / 60_000
    // Those before the jump are false ones.
    if (at !== -1 && at < begun) return undefined
    return at === -1 ? { requests: Infinity, minutes: Infinity } : { requests: at - begun, minutes: minutesTo(at) }
  }).filter((one) => one !== undefined)
  const sorted = (read: 'requests' | 'minutes'): readonly number[] =>
    found.map((one) => one[read]).toSorted((a, b) => a - b)
  return { requests: sorted('requests'), minutes: sorted('minutes') }
}
