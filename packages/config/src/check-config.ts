import { provePolicy, type Catalog } from '@signalbox/core'
import type { ConfigIssue } from './config-issue.ts'
import type { SignalboxConfig } from './signalbox-config.ts'
import { parseConfig } from './parse-config.ts'
import { toRouterOptions } from './to-router-options.ts'
import { toUpstreams } from './to-upstreams.ts'

export interface CheckOptions {
  readonly file: string
  readonly catalog: Catalog
  readonly env: Readonly<Record<string, string | undefined>>
  readonly nowMs: number
}

export interface CheckedConfig {
  /** undefined when there is an error. */
  readonly config: SignalboxConfig | undefined
  readonly issues: readonly ConfigIssue[]
}

/** Shape, then proof: everything about a file that can be known without a request, each with line and column. Never throws. */
export function checkConfig(text: string, options: CheckOptions): CheckedConfig {
  const { file, catalog, env, nowMs } = options
  const { config, issues, place } = parseConfig(text, file)
  if (config === undefined) return { config, issues }
  const found: ConfigIssue[] = []
  const add = (severity: ConfigIssue['severity'], path: readonly (string | number)[], message: string): void =>
    void found.push({ severity, file, ...place(path), message })

  config.targets.forEach((target, index) => {
    if (Object.hasOwn(config.upstreams, target.upstream)) return
    const known = Object.keys(config.upstreams).join(', ')
    add(
      'error',
      ['targets', index, 'upstream'],
      `Target "${target.id}" names the upstream "${target.upstream}", which does not exist. Known: ${known}.`,
    )
  })
  for (const upstream of toUpstreams(config, env)) {
    for (const variable of upstream.missing)
      add(
        'warning',
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
  try {
    const options = toRouterOptions(config, catalog)
    const proof = provePolicy({
      ...options,
      aliases: options.aliases ?? {},
      constraints: options.constraints ?? {},
      execution: { ...options.execution },
      nowMs,
    })
    for (const issue of proof) add(issue.severity, issue.path, issue.message)
  } catch (error) {
    add('error', [], error instanceof Error ? error.message : String(error))
  }
  return { config: found.some(({ severity }) => severity === 'error') ? undefined : config, issues: found }
}
