import type { CallAccount, Decision, FailureFacts, RouteRequest, Target } from '@signalbox/core'
import type { DialectName } from './upstream.ts'

/**
 * Another gateway between us and the provider, LiteLLM or OpenRouter: what it wants in a request, what it says of its own in a reply,
 * and how what it wraps is undone. It translates; which model is asked is decided before.
 */
export interface Carrier {
  readonly name: string
  /** The body as it is to be sent. What it is given is not changed. */
  readonly toBody: (body: Json, call: CarriedCall) => Json
  /** Alternates are put into the body, and it falls back among them. Without it none are handed over. */
  readonly takesAlternates?: boolean | undefined
  /** Headers of a client that are its own, lower-case: they are handed on to it and to nobody else. */
  readonly passHeaders?: readonly string[] | undefined
  /** What the head of a reply says of the call. */
  readonly readHead?: ((headers: Readonly<Record<string, string>>) => CallAccount | undefined) | undefined
  /** What a whole reply says of the call, or one event of a stream: the first, and each that counts tokens. */
  readonly readReply?: ((body: Json) => CallAccount | undefined) | undefined
  /** It says `stop` for ends it does not know, and where a stream broke off: behind no content at all, that is no answer. */
  readonly stopsWhatBreaksOff?: boolean | undefined
  /** Facts of an error it tells, in a refusal (`status`) or inside a 200; undefined = the body is none. */
  readonly toFacts?:
    | ((
        body: unknown,
        status?: number,
        headers?: Readonly<Record<string, string>>,
        /** What it was sent, where that is known: some refusals are of the request's own wishes. */
        sent?: Json,
      ) => FailureFacts | undefined)
    | undefined
}

/** One call through a carrier. */
export interface CarriedCall {
  readonly dialect: DialectName
  readonly target: Target
  /** Targets it is to try in turn when the first fails; empty = it is to try none. Their names on its wire: `wireModelOf`. */
  readonly alternates: readonly Target[]
  /** What the operator wants in every request of this target; the body has it already, where it says nothing else. */
  readonly fields: Json
  /** The same of any target of this upstream, by its id. */
  readonly fieldsOf: (target: string) => Json
  readonly request: RouteRequest
  readonly decision: Decision
}

type Json = Readonly<Record<string, unknown>>
