import type { Call, Collected, OpenOptions, Outcome, Router, RouteRequest } from '@signalbox/core'

/** A router that keeps what a host last asked of it. */
export interface RememberedCall {
  readonly router: Router
  /** Has the host call once more, for another id and read whole, as a shadow does when the answer has ended. */
  readonly again: (model: string) => Promise<Outcome>
}

/** For hosts whose calls have to work, and to disturb nothing, after their request is over. */
export function rememberCall(router: Router): RememberedCall {
  let last: { request: RouteRequest; call: Call<unknown, never>; how: OpenOptions<never> } | undefined
  const keep = (request: RouteRequest, call: unknown, how: unknown): void => {
    last = { request, call: call as Call<unknown, never>, how: how as OpenOptions<never> }
  }
  return {
    router: {
      ...router,
      open: (request, call, how) => {
        keep(request, call, how)
        return router.open(request, call, how)
      },
      run: async (request: RouteRequest, call: unknown, how?: object): Promise<Collected<never, never>> => {
        keep(request, call, how)
        return router.run(request, call as Call<never, never>, how as OpenOptions<never>)
      },
    },
    again: async (model) => {
      if (last === undefined) throw new Error('Nothing has been asked yet.')
      const { dialect, carriesPools } = last.how
      const request = { ...last.request, id: 'again', model }
      return (await router.run(request, last.call, { dialect, carriesPools })).outcome
    },
  }
}
