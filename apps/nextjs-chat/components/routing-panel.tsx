import type { Summary } from '@/lib/summary'
import { toUsd } from '@/lib/to-usd'

/** Fewer answers say nothing about a rate. */
const enough = 20

const verdicts = {
  healthy: 'healthy, below 20 %',
  watch: 'worth a look, above 20 %',
  alarm: 'too high, above 30 %',
} as const

/** Escalation rate, spend and saving since the server was started. */
export function RoutingPanel({ summary, isOpen }: { readonly summary: Summary | undefined; readonly isOpen: boolean }) {
  const rate = summary?.escalationRate
  const status = summary !== undefined && summary.answers >= enough ? summary.status : undefined
  return (
    <aside id="routing" className={isOpen ? 'panel open' : 'panel'} aria-label="Routing">
      <section>
        <h2>Escalation rate</h2>
        <p className="figure" data-status={status} data-testid="escalation-rate">
          {rate === undefined ? '–' : `${Math.round(rate * 100)} %`}
        </p>
        <div className="meter" aria-hidden="true">
          <i style={{ width: `${Math.min(100, (rate ?? 0) * 100)}%` }} data-status={status} />
        </div>
        <p className="note">
          {summary === undefined || summary.answers === 0
            ? 'No answers yet.'
            : `${summary.escalated} of ${summary.answers} answers; ${status ? verdicts[status] : `judged from ${enough} on`}`}
        </p>
      </section>
      <section>
        <h2>Saved</h2>
        <p className="figure">{toUsd(summary?.savedUsd ?? 0)}</p>
        <p className="note">
          {toUsd(summary?.costUsd ?? 0)} spent
          {summary !== undefined &&
            summary.savedUsd > 0 &&
            `, where ${summary.baseline ?? 'the baseline model'} would have cost more`}
        </p>
      </section>
      {summary !== undefined && summary.tasks.length > 0 && (
        <section>
          <h2>By task</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Task</th>
                <th scope="col">Answers</th>
                <th scope="col">Escalated</th>
              </tr>
            </thead>
            <tbody>
              {summary.tasks.map(({ task, answers, escalated }) => (
                <tr key={task}>
                  <th scope="row">{task}</th>
                  <td>{answers}</td>
                  <td>{escalated}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </aside>
  )
}
