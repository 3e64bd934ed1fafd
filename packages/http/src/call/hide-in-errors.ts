import type { PullSource } from '@signalbox/core'
import { fromFrames } from '../reply/events-part.ts'
import type { HttpPart } from '../reply/http-part.ts'
import type { SecretHider } from './hide-secrets.ts'

/** An error inside a 200; `"error": null` is none. */
const errorInside = /"error"\s*:\s*[{["]/

/** A text of a reply without our keys. Where it is an answer and tells of no error, short ones stay: they may be words. */
export function hideInErrors(text: string, hide: SecretHider): string {
  return hide(text, !errorInside.test(text))
}

/** The same for a stream, part by part. */
export function hideInErrorFrames(source: PullSource<HttpPart>, hide: SecretHider): PullSource<HttpPart> {
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
