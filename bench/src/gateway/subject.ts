import type { RunningProcess } from '@signalbox/contract-tests/running-process'

/** One way to the mock. */
export interface Subject {
  readonly name: string
  readonly version?: string | undefined
  readonly origin: string
  /** What its clients ask for. */
  readonly model: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** undefined = none between client and mock. */
  readonly process?: RunningProcess | undefined
}

/** What a subject is started with. */
export interface SubjectWorld {
  readonly mockPort: number
  /** Its own: config, ledger, log. */
  readonly folder: string
  /** Where packages of others are kept from one run to the next. */
  readonly cache: string
  /** Into which the gateway writes a CPU profile. */
  readonly profile?: string | undefined
}
