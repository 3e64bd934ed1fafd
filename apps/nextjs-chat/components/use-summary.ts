import { useCallback, useEffect, useState } from 'react'
import type { Summary } from '@/lib/summary'

/** The figures of the side panel, asked for at the start and whenever an answer has ended. */
export function useSummary(): { readonly summary: Summary | undefined; readonly refresh: () => Promise<void> } {
  const [summary, setSummary] = useState<Summary>()
  const refresh = useCallback(async () => {
    try {
      const response = await fetch('/api/report')
      if (response.ok) setSummary((await response.json()) as Summary)
    } catch {
      // The panel keeps the figures it has.
    }
  }, [])
  useEffect(() => void refresh(), [refresh])
  return { summary, refresh }
}
