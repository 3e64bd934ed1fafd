import { readFileSync } from 'node:fs'
import { ExportError, exportProviders, readExport, type ExportProvider, type UsageExport } from '@signalbox/quality'
import { UsageError } from '../usage-error.ts'

/** @throws UsageError naming the file and what is wrong */
export function readUsageExport(file: string, provider: string | undefined): UsageExport {
  const named = toProvider(provider)
  try {
    return readExport(readFileSync(file, 'utf8'), named)
  } catch (error) {
    if (error instanceof ExportError) throw new UsageError(`--reconcile ${file}: ${error.message}`)
    if (error instanceof Error && 'code' in error) throw new UsageError(`--reconcile ${file}: ${error.message}`)
    throw error
  }
}

function toProvider(name: string | undefined): ExportProvider | undefined {
  const provider = exportProviders.find((known) => known === name)
  if (name !== undefined && provider === undefined)
    throw new UsageError(`--provider ${name}: choose ${exportProviders.join(', ')}.`)
  return provider
}
