import type { SignalboxConfig } from '@signalbox/config'
import type { Catalog } from '@signalbox/core'
import type { Imported } from '../../import/imported.ts'
import { createHint, type Hint } from '../../import/hints.ts'
import { readSettings } from '../../import/read-settings.ts'
import type { Setting } from '../../import/setting.ts'
import { createSettingsAccount, type Said, type SettingsAccount } from '../../import/settings-account.ts'
import { toSettingName, type SettingPath } from '../../import/setting-path.ts'
import { endImport, refuse, refuseFile } from '../../import/end-import.ts'
import { isMap, toList, toMap, toText, valueAt, type SettingMap } from '../../import/value-at.ts'
import { writeConfig } from '../../import/write-config.ts'
import { openrouterFields } from '../../request-fields.ts'
import { checkProvider } from '../check-provider.ts'
import { findBody } from './find-body.ts'
import { findSecrets } from './find-secrets.ts'
import { openrouterRows, presetRows, sentOn } from './openrouter-rows.ts'
import { toOpenrouterTargets, type NamedModel } from './to-openrouter-targets.ts'

export interface ImportOpenrouterOptions {
  /** Its name in messages. */
  readonly file: string
  readonly catalog: Catalog
  /** Prices are of this moment, ms since the epoch. Default: now. */
  readonly nowMs?: number | undefined
}

/** A request body or preset of OpenRouter, as JSON, as a config that asks the same of it. Never throws. */
export function importOpenrouter(
  text: string,
  { file, catalog, nowMs = Date.now() }: ImportOpenrouterOptions,
): Imported {
  const { data, settings, problems } = readSettings(text)
  if (problems.length > 0)
    return refuse(
      problems.map(({ path, line, message }) => ({ setting: toSettingName(path), line, fate: 'error', note: message })),
    )
  if (!isMap(data))
    return refuse([
      {
        setting: '(file)',
        line: 1,
        fate: 'error',
        note: `${file} is no request body: it must be a map with model or models in it.`,
      },
    ])
  const account = createSettingsAccount()
  const at = findBody(data)
  const body = toMap(valueAt(data, at))
  checkBody(body, at, account)
  const inside = settings.filter(({ path }) => isSentOn(path, at))
  for (const path of findSecrets(inside)) account.say(path, 'error', noSecret)
  const config = account.hasErrors() ? undefined : toConfig(body, at, catalog, account)
  const hint = createHint()
  const report = account.report(settings, (setting) => usual(setting, at, hint))
  if (config === undefined || account.hasErrors())
    return report.some(({ fate }) => fate === 'error')
      ? refuse(report)
      : refuseFile(
          report,
          `${file} names no model that can be carried: a request body has one as model, or several as models, as in {"model": "z-ai/glm-5.2"}. Name one.`,
        )
  return endImport({ config, yaml: write(config, file), report, file, catalog, nowMs })
}

function checkBody(body: SettingMap, at: SettingPath, account: SettingsAccount): void {
  const wrong = (name: string, wanted: string): void =>
    account.say([...at, name], 'error', `${name} must be ${wanted}. Correct it.`)
  const { model, models, route, plugins, provider } = body
  if (model !== undefined && model !== null && typeof model !== 'string') wrong('model', 'text')
  if (
    models !== undefined &&
    models !== null &&
    (!Array.isArray(models) || models.some((one) => typeof one !== 'string'))
  )
    wrong('models', 'a list of text')
  if (route !== undefined && route !== null && route !== 'fallback') wrong('route', '"fallback"')
  if (plugins !== undefined && plugins !== null && !Array.isArray(plugins)) wrong('plugins', 'a list')
  for (const { path, message } of openrouterFields.safeParse(body).error?.issues ?? []) {
    const inBody = path.map((key) => (typeof key === 'symbol' ? String(key) : key))
    account.say([...at, ...inBody], 'error', `${toSettingName(inBody)} ${message}`)
  }
  if (isMap(body['usage']) && body['usage']['include'] === false)
    account.say(
      [...at, 'usage', 'include'],
      'different',
      'The usage is always asked for: its cost is what the ledger records.',
    )
  if (provider === undefined || provider === null) return
  for (const { kind, path, message } of checkProvider(provider).issues) {
    const inBody = [
      'provider',
      ...path
        .split('.')
        .filter((key) => key !== '')
        .map(toKey),
    ]
    account.say(
      [...at, ...inBody],
      kind === 'unknown' ? 'unknown' : 'error',
      kind === 'invalid' ? `${toSettingName(inBody)} ${message}` : message,
    )
  }
}

const toKey = (key: string): string | number => (/^\d+$/.test(key) ? Number(key) : key)

const noSecret =
  'It looks like a key, or would be filled in as ${NAME}: a config has none in a body. Take it out; keys of your own for a host are given in the settings of your OpenRouter account.'

/** What would stand in the config. */
function isSentOn(path: SettingPath, at: SettingPath): boolean {
  const name = path[at.length]
  return at.every((key, index) => path[index] === key) && typeof name === 'string' && isWritten.has(name)
}

const isWritten: ReadonlySet<string> = new Set([...sentOn, 'model', 'models', 'provider', 'plugins'])

function toConfig(
  body: SettingMap,
  at: SettingPath,
  catalog: Catalog,
  account: SettingsAccount,
): SignalboxConfig | undefined {
  const model = toText(body['model'])
  const named: NamedModel[] = [
    ...(model === undefined ? [] : [{ name: model, path: [...at, 'model'] }]),
    ...toList(body['models']).map((name, index) => ({ name: String(name), path: [...at, 'models', index] })),
  ]
  const provider = isMap(body['provider']) ? body['provider'] : undefined
  const { targets, models } = toOpenrouterTargets(named, provider?.['zdr'] === true, catalog, account)
  const [first] = targets
  if (first === undefined) return undefined
  const plugins = toPlugins(body, at, account)
  const fields = {
    ...Object.fromEntries(
      sentOn.flatMap((name) => (body[name] === undefined || body[name] === null ? [] : [[name, body[name]]])),
    ),
    ...(plugins.length === 0 ? {} : { plugins }),
    ...(provider === undefined ? {} : { provider }),
  }
  const baseline = targets.find((one) => catalog.find(one.model) !== undefined)?.model
  return {
    upstreams: {
      openrouter: {
        dialect: 'openai-chat',
        baseUrl: 'https://openrouter.ai/api/v1',
        apiKey: '${OPENROUTER_API_KEY}',
        carrier: 'openrouter',
        ...(targets.length > 1 ? { fallsBack: true } : {}),
        ...(Object.keys(fields).length === 0 ? {} : { body: fields }),
      },
    },
    ...(models.length === 0 ? {} : { models: [...models] }),
    targets: [...targets],
    tiers: [{ name: 'openrouter', targets: targets.map(({ id }) => id) }],
    strategy: { tier: 'openrouter' },
    ...(model === undefined ? {} : { aliases: { [model]: 'tier:openrouter' } }),
    ...(baseline === undefined ? {} : { baseline }),
    ledger: { sqlite: './signalbox.db' },
  }
}

/** Plugins that choose a model are left out. */
function toPlugins(body: SettingMap, at: SettingPath, account: SettingsAccount): readonly unknown[] {
  return toList(body['plugins']).filter((plugin, index) => {
    const path = [...at, 'plugins', index]
    const id = toText(toMap(plugin)['id'])
    if (id === undefined) {
      account.say(path, 'error', 'A plugin needs an id. Add it.')
      return false
    }
    if (/router|fusion/.test(id)) {
      account.say(path, 'not-carried', `"${id}" chooses a model itself: two routers would decide.`)
      return false
    }
    if (id === 'web')
      account.say(
        path,
        'different',
        'It is sent on; what a search costs stands only in the cost that OpenRouter tells.',
      )
    return true
  })
}

function usual({ path, value }: Setting, at: SettingPath, hint: Hint): Said | undefined {
  const isInside = at.every((key, index) => path[index] === key) && path.length > at.length
  const name = isInside ? String(path[at.length]) : undefined
  if (name !== undefined && Object.hasOwn(openrouterRows, name)) {
    const row = openrouterRows[name]
    return row && { fate: value === null && row.fate === 'different' ? 'carried' : row.fate, note: row.note }
  }
  if (at.length > 0 && !isInside) {
    const key = String(path.findLast((one) => typeof one === 'string'))
    if (/^system_?prompt$/i.test(key))
      return { fate: 'not-carried', note: 'A config has no prompts; send it as the first message.' }
    if (Object.hasOwn(presetRows, key)) return presetRows[key]
  }
  const known = Object.keys(openrouterRows)
  return { fate: 'unknown', note: `OpenRouter documents no such field.${hint(name ?? '', known)}` }
}

function write(config: SignalboxConfig, file: string): string {
  return writeConfig(config, {
    head: `\nImported from ${file.replaceAll(/\s+/g, ' ')}. Prove it with: signalbox check\n`,
    upstreams:
      'fallsBack: OpenRouter falls back among the models of a tier by itself. Without it each call names one model.\nbody: fields of every request; a client may narrow them, and cannot widen provider.',
    models: 'Models that the catalogue does not have.',
    tiers: 'The models in the order in which OpenRouter tries them.',
    aliases: 'The name that clients send.',
    baseline: 'What you would use without a router: savings are held against it.',
    ledger: 'What every request cost, by their account and by ours.',
  })
}
