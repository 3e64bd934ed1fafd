// Writes the tables of docs/alarm.md anew, in about half a minute.
//   node --conditions=signalbox-source packages/quality/scripts/alarm-figures.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { ourRule, windowRule } from '../test/alarm-rules.ts'
import { delaysAfterJump, falseAlarmShare } from '../test/simulate-alarm.ts'

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

const file = new URL('../../../docs/alarm.md', import.meta.url)
const page = [
  ['false-alarms', falseAlarms],
  ['delays', delays],
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
