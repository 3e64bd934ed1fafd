import type { PullSource } from '@signalbox/core'
import { fromFrames } from '../reply/events-part.ts'
import type { HttpPart } from '../reply/http-part.ts'

/** An error inside a 200; `"error": null` is none. */
const errorInside = /"error"\s*:\s*[{["]/

/** A text of a reply, our keys taken out if it tells of an error. Answers stay as they are. */
export function hideInErrors(text: string, hide: (text: string) => string): string {
  return errorInside.test(text) ? hide(text) : text
}

/** The same for a stream, part by part. */
export function hideInErrorFrames(source: PullSource<HttpPart>, hide: (text: string) => string): PullSource<HttpPart> {
  return {
    next: async () => {
      const step = await source.next()
      const part = step.value
      if (part?.kind !== 'events') return step
      const raw = hideInErrors(part.raw, hide)
      return raw === part.raw ? step : { done: false, value: fromFrames(part.dialect, raw) }
    },
    return: source.return,
  }
}
