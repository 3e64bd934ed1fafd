/** Stands in for a wait that takes too long. */
export interface KeepAlive {
  /** The value, or undefined when nothing has come for the time set; then ask again with the same promise. */
  readonly wait: <Value>(promise: Promise<Value>) => Promise<{ readonly value: Value } | undefined>
  readonly stop: () => void
}

export const defaultKeepAliveMs = 15_000
export const keepAliveComment = ': keep-alive\n\n'

/** One timer for a whole stream: it is not set anew for each part, it looks how long the wait has been. @param everyMs 0 = never */
export function createKeepAlive(everyMs: number): KeepAlive {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since = 0
  let wake: (() => void) | undefined
  const look = (): void => {
    timer = undefined
    if (wake === undefined) return
    const left = since + everyMs - performance.now()
    if (left > 1) timer = setTimeout(look, left)
    else wake()
  }
  return {
    wait: (promise) => {
      if (everyMs <= 0) return promise.then((value) => ({ value }))
      since = performance.now()
      timer ??= setTimeout(look, everyMs)
      return new Promise((resolve, reject) => {
        wake = () => {
          wake = undefined
          resolve(undefined)
        }
        promise.then(
          (value) => {
            wake = undefined
            resolve({ value })
          },
          (error: unknown) => {
            wake = undefined
            reject(error as Error)
          },
        )
      })
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
      wake = undefined
    },
  }
}
