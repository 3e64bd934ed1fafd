import type { SqliteLedger } from '@signalbox/ledger'
import {
  judgeArm,
  modelArms,
  notShown,
  planStudy,
  readStudy,
  tierArms,
  toStudyPolicy,
  toStudyReport,
  unpricedTargets,
  type StudyOptions,
  type StudyReport,
} from '@signalbox/quality'
import type { Output } from '../console-output.ts'
import { carryOut } from '../judge/carry-out.ts'
import { importLabels } from '../judge/import-labels.ts'
import type { JudgeOptions } from '../judge/judge-options.ts'
import { toJudgeSettings, type JudgeSettings } from '../judge/judge-settings.ts'
import { openStudyLedger } from '../judge/open-study-ledger.ts'
import { toPlanText } from '../judge/plan-text.ts'
import { readPrompts } from '../judge/read-prompts.ts'
import { readRubric } from '../judge/read-rubric.ts'
import { toRunLines } from '../judge/run-lines.ts'
import { toPlanJson, toRunJson } from '../judge/study-json.ts'
import { toStudyText } from '../judge/study-text.ts'
import { loadPolicy, type LoadedPolicy } from '../load-policy.ts'
import { UsageError } from '../usage-error.ts'

interface Work {
  readonly options: JudgeOptions
  readonly settings: JudgeSettings
  readonly policy: LoadedPolicy
  readonly ledger: SqliteLedger
  readonly nowMs: number
}

/** Two tiers or models against each other on a sample of past requests, judged by a third. Sends nothing that nobody has agreed to. */
export async function judge(options: JudgeOptions, output: Output): Promise<number> {
  const nowMs = Date.now()
  const settings = toJudgeSettings(options, nowMs)
  const policy = loadPolicy(options.config)
  const isStudy = options.report === undefined && options.judge !== undefined
  if (!isStudy && options.report === undefined && options.labels === undefined)
    throw new UsageError(
      `Name a judge with --judge: ${policy.options.targets.map(({ id }) => id).join(', ')}. Or --report STUDY, or --labels FILE.`,
    )
  const readOnly = options.labels === undefined && (!isStudy || options.dryRun === true)
  const ledger = openStudyLedger(options.ledger ?? policy.config?.ledger?.sqlite, { readOnly })
  try {
    const labels = options.labels === undefined ? undefined : await importLabels(ledger, options.labels, nowMs)
    for (const problem of labels?.problems ?? []) output.log(problem)
    const work = { options, settings, policy, ledger, nowMs }
    const done = isStudy
      ? await study(work, output)
      : options.report !== undefined
        ? showAgain(work, output.columns)
        : undefined
    output.result({ ...(labels && { labels }), ...done?.json }, () =>
      [
        ...(labels ? [`Labels imported: ${labels.imported}; rows left out: ${labels.problems.length}.\n`] : []),
        done?.text ?? '',
      ].join(''),
    )
    return (labels?.problems.length ?? 0) > 0 ? 2 : (done?.code ?? 0)
  } finally {
    await ledger.close()
  }
}

/** As a shell says of a command that SIGINT has ended. */
const interrupted = 130

interface Done {
  readonly json: object
  readonly text: string
  readonly code: number
}

async function study(work: Work, output: Output): Promise<Done> {
  const { options, settings, ledger } = work
  const asked = toStudyOptions(work)
  const { arms, judge: arm, policy } = asked
  const unpriced = unpricedTargets(policy, arms, arm, work.nowMs)
  if (unpriced.length > 0)
    throw new UsageError(
      `${unpriced.join(', ')}: no known price, so no cap would hold. Declare prices in the config, or give --assume-price IN/OUT.`,
    )
  const plan = planStudy(ledger, asked)
  const text = toPlanText(plan, settings, output.columns)
  if (options.dryRun === true) return { json: { plan: toPlanJson(plan) }, text, code: 0 }
  output.log(text)
  const run = await carryOut(plan, { ...work, study: asked, hasConsent: options.yes === true }, output)
  const judged = new Set(run.verdicts.map(({ requestId }) => requestId)).size
  const report = toStudyReport({
    ...asked,
    margin: settings.margin,
    verdicts: run.verdicts,
    traffic: new Map(plan.strata.map(({ name, traffic }) => [name, traffic])),
    unjudged: plan.pairs.length - run.notReached - judged,
    humanLabels: ledger.labels({ source: 'human' }),
  })
  return {
    json: { plan: toPlanJson(plan), run: toRunJson(run), report },
    text: `${toStudyText(report, { ...settings, columns: output.columns })}${toRunLines(run).join('\n')}\n`,
    code: run.isStopped ? interrupted : codeOf(report, settings),
  }
}

/** The same report from what the ledger has. */
function showAgain(work: Work, columns: number): Done {
  const { options, settings, ledger } = work
  const arms = toArms(work)
  const { verdicts, traffic, ofOthers } = readStudy(ledger, {
    ...settings,
    arms,
    judge: options.judge,
    policy: options.policy,
  })
  const report = toStudyReport({
    ...settings,
    arms,
    verdicts,
    traffic,
    humanLabels: ledger.labels({ source: 'human' }),
  })
  const others =
    ofOthers === 0
      ? ''
      : `${ofOthers} verdicts are of answers by neither; --against TIER or --models A,B choose what is compared.\n`
  return {
    json: { report, ofOthers },
    text: `${toStudyText(report, { ...settings, columns })}${others}`,
    code: codeOf(report, settings),
  }
}

function toArms({ options, settings, policy }: Work): StudyOptions['arms'] {
  return settings.models === undefined
    ? tierArms(policy.options, options.against)
    : modelArms(policy.options, settings.models)
}

function toStudyOptions(work: Work): StudyOptions {
  const { options, settings, nowMs } = work
  const policy = toStudyPolicy(work.policy.options, settings.assumedPrice)
  return {
    ...settings,
    policy,
    arms: toArms(work),
    judge: judgeArm(policy, options.judge ?? ''),
    nowMs,
    policyName: options.policy,
    prompts: options.prompts === undefined ? undefined : readPrompts(options.prompts),
    rubric: options.rubric === undefined ? undefined : readRubric(options.rubric),
  }
}

function codeOf(report: StudyReport, { tasks }: JudgeSettings): number {
  return report.summary !== undefined && notShown(report, tasks).length === 0 ? 0 : 1
}
