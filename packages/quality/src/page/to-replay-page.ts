import type { ReplayReport } from '../replay/replay-report.ts'
import { toCountOf } from './kit/figures.ts'
import { html } from './kit/html.ts'
import { toDocument } from './kit/to-document.ts'
import { replayHeadline } from './replay/replay-headline.ts'
import { replayUnknowns } from './replay/replay-unknowns.ts'
import { routeChanges } from './replay/route-changes.ts'
import { taskComparison } from './replay/task-comparison.ts'
import { findingBox, type Finding } from './sections/finding-box.ts'
import { pageFooter, type PageOrigin } from './sections/page-footer.ts'

/** A limit that the replay was held against. */
export interface PageLimit {
  readonly limit: string
  readonly holds: boolean | 'unknown'
  readonly sentence: string
}

export interface ReplayPageInput {
  readonly report: ReplayReport
  readonly limits?: readonly PageLimit[] | undefined
  readonly origin: PageOrigin
}

/** A replay as one HTML file, like `toReportPage`. */
export function toReplayPage({ report, limits = [], origin }: ReplayPageInput): string {
  const unknowns = replayUnknowns(report)
  const findings = [...report.lost.map((task) => lostFinding(report, task)), ...limits.map(limitFinding)]
  return toDocument({
    title: 'Signalbox replay',
    header: replayHeadline(report),
    main: [
      findings.length > 0 &&
        html`<h2>What it was held against</h2>
          ${findings.map(findingBox)}`,
      taskComparison(report),
      routeChanges(report),
      unknowns.length > 0 &&
        html`<h2>What is not known</h2>
          <ul>
            ${unknowns.map((unknown) => html`<li>${unknown}</li>`)}
          </ul>`,
    ],
    footer: pageFooter(origin, report.assumptions),
  })
}

function limitFinding({ limit, holds, sentence }: PageLimit): Finding {
  const [tone, state] =
    holds === 'unknown'
      ? (['watch', 'unknown'] as const)
      : holds
        ? (['good', 'holds'] as const)
        : (['bad', 'does not hold'] as const)
  return { tone, state, subject: limit, sentences: [sentence], suggestions: [], requestIds: [] }
}

function lostFinding({ tasks }: ReplayReport, task: string): Finding {
  const noRoute = tasks.find(({ key }) => key === task)?.b.noRoute
  return {
    tone: 'bad',
    state: 'lost',
    subject: task,
    sentences: [
      `Nothing is left that may serve this task type${noRoute === undefined ? '' : `: ${toCountOf(noRoute.requests, 'request')} without a route`}.`,
    ],
    suggestions: [],
    requestIds: noRoute?.examples ?? [],
  }
}
