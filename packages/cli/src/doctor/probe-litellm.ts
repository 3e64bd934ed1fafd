import { readLitellmProxy, type LitellmProxy } from '@signalbox/bridge/litellm'
import type { ResolvedUpstream, SignalboxConfig } from '@signalbox/config'
import { wireModelOf } from '@signalbox/http'
import type { Finding } from './finding.ts'
import { placeOf } from './place-of.ts'

type TargetConfig = SignalboxConfig['targets'][number]

/** Whether a LiteLLM proxy is ready, and has what the targets of its upstream ask for. */
export async function probeLitellm(
  { name, baseUrl, apiKey }: ResolvedUpstream,
  targets: readonly TargetConfig[],
): Promise<readonly Finding[]> {
  const what = `LiteLLM at ${name}`
  let proxy: LitellmProxy
  try {
    proxy = await readLitellmProxy({ baseUrl, apiKey })
  } catch (error) {
    return [{ what, ok: false, detail: `${error instanceof Error ? error.message : String(error)} ${placeOf(name)}` }]
  }
  const { version = 'unknown', database = 'unknown', models } = proxy
  const missing = targets.filter((target) => !models.some((model) => isServedBy(model, wireModelOf(target))))
  const names = missing.map((target) => `${wireModelOf(target)} (target ${target.id})`)
  return [
    { what, ok: true, detail: `ready, version ${version}, database: ${database}, ${models.length} models` },
    {
      what: `targets at ${name}`,
      ok: missing.length === 0,
      detail:
        missing.length === 0
          ? `all ${targets.length} are there`
          : `the proxy has no ${names.join(', ')} for this key: add them to its model_list, or correct \`as\`. It has ${toSome(models)}`,
    },
  ]
}

/** A group, or a wildcard as in `openai/*`. */
function isServedBy(model: string, name: string): boolean {
  const pattern = model.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`).replaceAll('*', '.*')
  return new RegExp(`^${pattern}$`).test(name)
}

const shown = 10

function toSome(models: readonly string[]): string {
  if (models.length === 0) return 'none'
  const more = models.length - shown
  return models.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
