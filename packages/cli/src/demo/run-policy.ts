import { createRouter, RouteError, type LedgerStore, type Outcome } from '@signalbox/core'
import { createUpstreamCall, httpDialect, type Upstream } from '@signalbox/http'
import { createDefaultPolicy } from '../default-policy.ts'
import type { DemoPolicy } from './policies.ts'
import { rowHeader } from './providers.ts'
import type { WorkloadRow } from './workload.ts'

/** What became of one row under one policy. */
export interface RowResult {
  readonly row: WorkloadRow
  readonly outcome: Outcome
  /** From the label of the model that served; undefined = no label, or nothing served. */
  readonly isRight: boolean | undefined
}

export interface RunPolicyOptions {
  readonly policy: DemoPolicy
  readonly rows: readonly WorkloadRow[]
  readonly upstreams: readonly Upstream[]
  readonly ledger: LedgerStore
  readonly concurrency: number
  readonly onDone: () => void
}

/** Sends every row through a router over real HTTP, a few at a time. */
export async function runPolicy(options: RunPolicyOptions): Promise<readonly RowResult[]> {
  const { policy, rows, upstreams, ledger } = options
  const router = createRouter({ ...createDefaultPolicy(), name: policy.name, strategy: policy.strategy, ledger })
  const results: RowResult[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < rows.length; index = next++) {
      const row = rows[index]
      if (row === undefined) return
      const request = { ...row.request, id: `${policy.name}/${row.id}` }
      const call = createUpstreamCall({
        upstreams: upstreams.map((upstream) => ({ ...upstream, headers: { [rowHeader]: encodeURIComponent(row.id) } })),
        request,
      })
      const outcome = await router.run(request, call, { dialect: httpDialect }).then(
        (collected) => collected.outcome,
        (error: unknown) => {
          if (RouteError.isInstance(error)) return error.outcome
          throw error
        },
      )
      results[index] = { row, outcome, isRight: labelOf(row, outcome) }
      options.onDone()
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, worker))
  return results
}

function labelOf(row: WorkloadRow, outcome: Outcome): boolean | undefined {
  if (outcome.kind !== 'served') return row.weak === undefined && row.strong === undefined ? undefined : false
  return outcome.servedBy?.tier === 'economy' ? row.weak : row.strong
}
