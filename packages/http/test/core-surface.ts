import type { FaultSurface } from '@signalbox/contract-tests'
import { collectReply, createUpstreamCall, httpDialect, type HttpPart, type UpstreamCallOptions } from '@signalbox/http'

/** The core itself over HTTP: what every adapter's surface is held against. @param transport instead of the world's `fetch` */
export function createCoreSurface(name: string, transport?: UpstreamCallOptions['transport']): FaultSurface {
  return {
    name,
    ask: async ({ router, request, stream, upstreams, fetch, maxReplyBytes }) => {
      const call = createUpstreamCall({ upstreams, request, stream, fetch, transport, maxReplyBytes })
      const parts: HttpPart[] = []
      let error: unknown
      try {
        if (stream) {
          const run = await router.open(request, call, { dialect: httpDialect })
          for await (const part of run) parts.push(part)
          const { kind, failure } = await run.outcome
          // An error frame of the provider's own is handed on as the part it is.
          if (kind === 'broken') error = failure
        } else {
          parts.push(...(await router.run(request, call, { dialect: httpDialect })).parts)
        }
      } catch (thrown) {
        error = thrown
      }
      return { text: collectReply(parts).text, error }
    },
  }
}

export const coreSurface: FaultSurface = createCoreSurface('core')
