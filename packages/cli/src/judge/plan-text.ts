import { detectableMargin, studySize, type StudyPlan } from '@signalbox/quality'
import { formatUsd } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'
import { supposedDiscordance } from './judge-settings.ts'
import { toLeftOutLines } from './left-out-lines.ts'

/** What a study will do, for whoever is to agree to it. */
export function toPlanText(
  plan: StudyPlan,
  settings: { readonly margin: number; readonly capNanoUsd: number },
  columns: number,
): string {
  const { study, arms, judge, strata, calls, known } = plan
  const rows = strata.map(({ task, arm, traffic, withPrompt, pairs }) => [
    task,
    arm,
    String(traffic),
    String(withPrompt),
    String(pairs),
  ])
  const heads = [
    { head: 'task', width: 14 },
    { head: 'served by', width: 24 },
    { head: 'requests', width: 10 },
    { head: 'with prompt', width: 12 },
    { head: 'pairs', width: 8 },
  ]
  return [
    `Study ${study}: ${arms.a.name} against ${arms.b.name}, judged blind in both orders by ${judge.name}.`,
    '',
    toPlainTable(heads, rows, columns),
    '',
    `Calls: ${calls.counterparts} answers of the other side, ${calls.again} served answers that were not kept, ${calls.verdicts} verdicts. ${known.answers} answers and ${known.verdicts} verdicts are there already.`,
    `Cost: expected ${formatUsd(plan.expectedNanoUsd / 1e9)}, at most ${formatUsd(Math.min(plan.mostNanoUsd, settings.capNanoUsd) / 1e9)} (cap ${formatUsd(settings.capNanoUsd / 1e9)}).`,
    ...(plan.isShortened
      ? [`There are more requests than the cap is expected to pay for: raise --max-cost, or choose --tasks.`]
      : []),
    ...toPowerLines(plan, settings.margin),
    ...ownJudge(plan),
    ...toLeftOutLines('Left out', plan.leftOut),
    ...(plan.pairs.length > 0 || plan.isShortened
      ? []
      : [
          'There is nothing to compare. Keep prompts and answers from now on, `ledger: { storePrompts: true, storeReplies: true }`, or hand prompts over with --prompts.',
        ]),
    '',
  ].join('\n')
}

/** What so many pairs can show, should both sides be equally good and the judge call half of the pairs a tie. */
function toPowerLines({ strata }: StudyPlan, margin: number): readonly string[] {
  const byTask = new Map<string, number>()
  for (const { task, pairs } of strata) byTask.set(task, (byTask.get(task) ?? 0) + pairs)
  const needed = studySize({ margin, discordance: supposedDiscordance })
  const can = [...byTask].flatMap(([task, pairs]) =>
    pairs === 0
      ? []
      : [
          `${points(Math.min(1, detectableMargin({ pairs, discordance: supposedDiscordance })))} on ${task} (${pairs} pairs)`,
        ],
  )
  return [
    ...(can.length === 0 ? [] : [`Likely to show a margin of ${can.join(', ')}, if both are equally good.`]),
    `A margin of ${points(margin)} needs about ${needed} pairs of a task type.`,
  ]
}

/** A model prefers what it wrote itself (Panickssery and others, "LLM evaluators recognize and favor their own generations", NeurIPS 2024). */
function ownJudge({ arms, judge }: StudyPlan): readonly string[] {
  const own = [arms.a, arms.b].find(({ targets }) => judge.targets.some((id) => targets.includes(id)))
  return own === undefined
    ? []
    : [`Mind: ${judge.name} judges answers of ${own.name}, its own among them, and models favour what they wrote.`]
}

function points(share: number): string {
  return `${Math.round(share * 1000) / 10} points`
}
