import type { FaultSurface } from '@signalbox/contract-tests'
import { createUpstreamCall, httpDialect, type Carrier } from '@signalbox/http'
import { collectReply } from '@signalbox/http'

/** The router over HTTP, with a carrier before every provider. */
export function createCarriedSurface(
  name: string,
  carrier: Carrier,
  more: Pick<FaultSurface, 'createProvider' | 'readings'>,
): FaultSurface {
  return {
    ...more,
    name,
    ask: async ({ router, request, stream, upstreams, fetch, maxReplyBytes }) => {
      const call = createUpstreamCall({
        upstreams: upstreams.map((upstream) => ({ ...upstream, carrier })),
        request,
        stream,
        fetch,
        maxReplyBytes,
      })
      const parts: Parameters<typeof collectReply>[0][number][] = []
      const textOf = (): string => (parts.length === 0 ? '' : collectReply(parts).text)
      try {
        const run = await router.open(request, call, {
          dialect: httpDialect,
          commit: stream ? undefined : 'buffer',
          carriesPools: () => true,
        })
        for await (const part of run) parts.push(part)
        const { failure } = await run.outcome
        return { text: textOf(), error: failure }
      } catch (error) {
        return { text: textOf(), error }
      }
    },
  }
}
