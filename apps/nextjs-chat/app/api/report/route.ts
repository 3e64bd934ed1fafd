import { toSummary } from '@/lib/summary'
import { ledger } from '@/lib/router'

/** What the side panel shows, as of now. */
export function GET(): Response {
  return Response.json(toSummary(ledger.report()), { headers: { 'cache-control': 'no-store' } })
}
