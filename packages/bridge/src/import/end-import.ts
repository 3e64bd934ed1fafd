import type { SignalboxConfig } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'
import type { Imported } from './imported.ts'
import { whyRefused } from './why-refused.ts'

export interface ImportEnd {
  readonly config: SignalboxConfig
  /** The same as a file. */
  readonly yaml: string
  readonly report: Imported['report']
  readonly file: string
  readonly catalog: Catalog
  /** Wall time, ms since the epoch. */
  readonly nowMs: number
}

/** What was written, where it holds: a config that its own proof refuses is an error of the whole file. */
export function endImport({ config, yaml, report, file, catalog, nowMs }: ImportEnd): Imported {
  const why = whyRefused(yaml, file, catalog, nowMs)
  return why === undefined ? { config, yaml, report } : refuseFile(report, `What comes of it is refused: ${why}`)
}

/** @param note why the file as a whole cannot be carried */
export function refuseFile(report: Imported['report'], note: string): Imported {
  return refuse([...report, { setting: '(file)', line: 1, fate: 'error', note }])
}

export function refuse(report: Imported['report']): Imported {
  return { config: undefined, yaml: '', report }
}
