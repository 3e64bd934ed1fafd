import { provePolicy, type Catalog } from '@signalbox/core'
import { checkGateway } from './check-gateway.ts'
import { checkShadow } from './check-shadow.ts'
import type { ConfigIssue } from './config-issue.ts'
import { parseConfig } from './parse-config.ts'
import { proveFile } from './prove-file.ts'
import type { SignalboxConfig } from './signalbox-config.ts'
import { listAllStrategies, listReferences } from './strategy-references.ts'
import { toRouterOptions } from './to-router-options.ts'
import { toUpstreams } from './to-upstreams.ts'
import { toFilePath } from './whole-strategy.ts'

export interface CheckOptions {
  /** Its name in messages. */
  readonly file: string
  readonly catalog: Catalog
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nowMs: number
  /** How it is taken that an environment variable is not set: a file may be proved elsewhere than where it is used. Default `warning`. */
  readonly whenMissing?: ConfigIssue['severity'] | undefined
}

export interface CheckedConfig {
  /** undefined when there is an error. */
  readonly config: SignalboxConfig | undefined
  readonly issues: readonly ConfigIssue[]
}

/** Shape, then proof: everything about a file that can be known without a request, each with line and column. Never throws. */
export function checkConfig(text: string, options: CheckOptions): CheckedConfig {
  const { file, catalog, env, nowMs, whenMissing = 'warning' } = options
  const { config, issues, place } = parseConfig(text, file)
  if (config === undefined) return { config, issues }
  const found: ConfigIssue[] = []
  const add = (severity: ConfigIssue['severity'], path: readonly (string | number)[], message: string): void =>
    void found.push({ severity, file, ...place(path), message })

  const upstreams = toUpstreams(config, env)
  const own = proveFile(config, upstreams)
  for (const { path, message } of own) add('error', path, message)
  for (const upstream of upstreams) {
    for (const variable of upstream.missing)
      add(
        whenMissing,
        ['upstreams', upstream.name],
        `The environment variable ${variable} is not set: calls to "${upstream.name}" will be refused. Set it.`,
      )
    const literal = config.upstreams[upstream.name]?.apiKey
    if (literal !== undefined && literal !== '' && !literal.includes('${')) {
      add(
        'warning',
        ['upstreams', upstream.name, 'apiKey'],
        `The key of "${upstream.name}" stands in the file. Put it into an environment variable and write \${NAME} here.`,
      )
    }
  }
  for (const { severity, path, message } of [...checkGateway(config, env, whenMissing), ...checkShadow(config)])
    add(severity, path, message)
  try {
    const options = toRouterOptions(config, catalog)
    const references = listAllStrategies(config).flatMap(listReferences)
    for (const { severity, code, path, message } of provePolicy({
      ...options,
      aliases: options.aliases ?? {},
      constraints: options.constraints ?? {},
      execution: { ...options.execution },
      nowMs,
    })) {
      // The core knows that the strategy names it; the file also knows where.
      const places = code === 'unknown-tier' ? references.filter(({ name }) => message.includes(`uses "${name}"`)) : []
      for (const one of places.length === 0
        ? [{ path: config.explore === undefined ? path : toFilePath(path) }]
        : places)
        add(severity, one.path, message)
    }
  } catch (error) {
    if (own.length === 0) add('error', [], error instanceof Error ? error.message : String(error))
  }
  return { config: found.some(({ severity }) => severity === 'error') ? undefined : config, issues: found }
}
