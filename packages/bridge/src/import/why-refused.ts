import { checkConfig } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'

/** Why a config that an import has made would be refused; undefined: it holds. What is missing in the environment is not looked at. */
export function whyRefused(yaml: string, file: string, catalog: Catalog, nowMs: number): string | undefined {
  const { issues } = checkConfig(yaml, { file, catalog, env: {}, nowMs })
  return issues.find(({ severity }) => severity === 'error')?.message
}
