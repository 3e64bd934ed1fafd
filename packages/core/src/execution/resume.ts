import type { Failure } from '../failure/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { drive } from './drive.ts'
import type { AttemptStop } from './live-attempt.ts'
import type { Trial } from './trial.ts'

/** What takes over after a committed reply broke off: an attempt whose text begins with all that was shown, and what is new of it. */
export interface Resumed<Head, Part> {
  readonly trial: Trial<Head, Part>
  readonly parts: readonly Part[]
}

export interface ResumeInput<Head, Part> {
  readonly clock: Clock
  /** Text the caller has. */
  readonly shownText: string
  readonly shown: readonly Part[]
  readonly splice: (shown: readonly Part[], part: Part, skipText: number) => readonly Part[]
  /** The next attempt; undefined = none may be made. */
  readonly startNext: () => Promise<Trial<Head, Part> | undefined>
  readonly onFailed: (trial: Trial<Head, Part>, stop: AttemptStop) => Failure | undefined
  /** Its reply does not begin with what was shown. */
  readonly onMismatch: (trial: Trial<Head, Part>) => void
}

/**
 * Looks for an attempt that proves the prefix: its text must begin with exactly what the caller has, character by character.
 * Another model's reply hardly ever does; the same model at another host, at temperature 0, often does. undefined = none did.
 */
export async function resume<Head, Part>(input: ResumeInput<Head, Part>): Promise<Resumed<Head, Part> | undefined> {
  for (;;) {
    const trial = await input.startNext()
    if (trial === undefined) return undefined
    const proof = await prove(trial, input)
    if (proof.kind === 'proved') return { trial, parts: proof.parts }
    if (proof.kind === 'mismatch') input.onMismatch(trial)
    else if (input.onFailed(trial, proof.stop) === undefined) return undefined
  }
}

type Proof<Part> =
  | { readonly kind: 'proved'; readonly parts: readonly Part[] }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'stopped'; readonly stop: AttemptStop }

async function prove<Head, Part>(
  trial: Trial<Head, Part>,
  { clock, shownText, shown, splice }: ResumeInput<Head, Part>,
): Promise<Proof<Part>> {
  const { live } = trial
  const { notes } = live
  const { stop } = await drive(trial, 'head', clock)
  if (stop !== undefined) return { kind: 'stopped', stop }
  const parts: Part[] = []
  /** With what has come of this attempt so far: a dialect may look there for what is still open. */
  const known = [...shown]
  let readLength = 0
  try {
    while (readLength < shownText.length || notes.finish === undefined) {
      const result = await live.pull()
      if (result.done) break
      const { text } = notes
      const common = Math.min(text.length, shownText.length)
      if (text.slice(readLength, common) !== shownText.slice(readLength, common)) return { kind: 'mismatch' }
      // What cannot be compared may not stand where the caller has already read on.
      if (notes.hasOpaque && text.length < shownText.length) return { kind: 'mismatch' }
      const next = splice(known, result.value, Math.max(0, shownText.length - readLength))
      parts.push(...next)
      known.push(...next)
      readLength = text.length
      if (readLength > shownText.length) break
    }
  } catch (thrown) {
    return { kind: 'stopped', stop: thrown as AttemptStop }
  }
  return readLength < shownText.length ? { kind: 'mismatch' } : { kind: 'proved', parts }
}
