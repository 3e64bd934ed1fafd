// Writes the tables of docs/alarm.md anew, in about three minutes.
//   node --conditions=signalbox-source packages/quality/scripts/alarm-figures.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { ourConversationRule, ourRule, windowRule, type AlarmRule, type SimulatedRequest } from '../test/alarm-rules.ts'
import { ofFive, toGiant, toStream, worlds } from '../test/conversation-worlds.ts'
import { delaysAfterJump, falseAlarmShare } from '../test/simulate-alarm.ts'
import { alarmedShare, conversationDelays } from '../test/simulate-conversations.ts'

const rules = [
  ourRule(0.2, 0.05),
  ourRule(0.2, 0.01),
  windowRule(100, 0.2),
  windowRule(100, 0.3),
  windowRule(500, 0.25),
]
const streams = 2_000
const jumps = [0.3, 0.4, 0.6]

const falseAlarms = toTable(
  ['', 'at 15 %', 'at the target, 20 %'],
  rules.map((rule) => [
    rule.name,
    ...[0.15, 0.2].map((rate) => `${(falseAlarmShare(rule, rate, streams, 5_000) * 100).toFixed(1)} %`),
  ]),
)
const delays = toTable(
  ['', ...jumps.map((to) => `10 to ${to * 100} %`)],
  rules.map((rule) => [
    rule.name,
    ...jumps.map((to) => {
      const found = delaysAfterJump(rule, { from: 0.1, to, after: 1_000, streams: 1_000 })
      const quantile = (share: number): string => toCount(found.delays[Math.floor(share * found.delays.length)])
      return `${quantile(0.5)} (${quantile(0.9)})${found.early === 0 ? '' : `, ${found.early} of 1,000 before it`}`
    }),
  ]),
)

const byConversation = ourConversationRule(0.2, 0.05)
/** The same test, told of each request as if it stood alone. */
const byRequest: AlarmRule<SimulatedRequest> = {
  name: 'by request',
  start: () => {
    const watch = ourRule(0.2, 0.05).start()
    return ({ isLeak }) => watch(isLeak)
  },
}
const contests = [byConversation, byRequest]
const toPercents = (streams: number, toNth: (n: number) => readonly SimulatedRequest[]): readonly string[] =>
  contests.map((rule) => `${(alarmedShare(rule, streams, toNth) * 100).toFixed(1)} %`)
const within = worlds.map(({ name, ...world }) => [
  name,
  ...[0.1, 0.2].flatMap((share) =>
    toPercents(500, (n) => toStream({ name, ...world }, `${name} ${share} ${n}`, 1_000, () => share)),
  ),
])
const drift = (peak: number): readonly string[] =>
  toPercents(500, (n) => toStream(ofFive, `drift ${peak} ${n}`, 1_000, (at) => (peak / 2) * (1 + Math.sin(at / 50))))
const conversations = toTable(
  ['conversations of', 'at 10 %', 'by request', 'at the target, 20 %', 'by request'],
  [...within, ['5 requests, the share swinging from none to it', ...drift(0.1), ...drift(0.2)]],
)
const giants = toPercents(500, (n) => toGiant(`giant ${n}`, 2_000, 0.05, 5_000))
const giant = `One conversation of 5,000 requests that goes up entirely, after 2,000 requests at 5 %: ${giants[0]} of 500 streams alarm; by request ${giants[1]}.`

const conversationDelay = toTable(
  ['', ...jumps.map((to) => `10 to ${to * 100} %`)],
  [5, 20].flatMap((count) =>
    [false, true].map((isEachByItself) => [
      `of ${count}, ${isEachByItself ? 'each request by itself' : 'as a whole'}`,
      ...jumps.map((to) => {
        const world = { name: '', turns: () => count, paceMs: 60_000, isEachByItself }
        const found = conversationDelays(byConversation, world, { from: 0.1, to, after: 500, streams: 200 })
        const [requests, minutes] = [found.requests, found.minutes].map((all) => all[Math.floor(all.length / 2)])
        return `${toCount(requests)} requests, ${toCount(minutes && Math.round(minutes))} minutes`
      }),
    ]),
  ),
)

const file = new URL('../../../docs/alarm.md', import.meta.url)
const page = [
  ['false-alarms', falseAlarms],
  ['delays', delays],
  ['conversations', `${conversations}\n\n${giant}`],
  ['conversation-delays', conversationDelay],
].reduce((text, [name = '', table = '']) => replaceBlock(text, name, table), readFileSync(file, 'utf8'))
writeFileSync(file, page)

function toCount(count: number | undefined): string {
  return count === undefined || count === Infinity ? 'never' : count.toLocaleString('en-US')
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function replaceBlock(text: string, name: string, block: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`docs/alarm.md has no block ${name}. Put ${begin} and ${end} where it goes.`)
  return `${text.slice(0, from + begin.length)}\n\n${block}\n\n${text.slice(to)}`
}
