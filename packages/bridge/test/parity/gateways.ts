import { catalog } from '@signalbox/catalog'
import { toRouterOptions, toUpstreams, type SignalboxConfig } from '@signalbox/config'
import { createRouter } from '@signalbox/core'
import { createHttpGateway } from '@signalbox/http'
import { toPrompt, type RequestScript } from './scripted-provider.ts'
import { toVerdict, type Verdict } from './verdict.ts'

/** Asks for a model; the provider behind fails as the script says. */
export type Ask = (model: string, script: RequestScript) => Promise<Verdict>

/** Keeps requests apart: a provider counts the calls of each. */
let n = 0

const path = '/v1/chat/completions'

function toRequest(model: string, script: RequestScript, key: string): RequestInit {
  n++
  return {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: toPrompt(script, n) }] }),
  }
}

/** A running proxy. */
export function askProxy(origin: string, key: string): Ask {
  return async (model, script) => {
    const reply = await fetch(`${origin}${path}`, toRequest(model, script, key))
    return toVerdict(reply.status, await reply.json())
  }
}

/** Signalbox's gateway, a new one for each request: what broke in one is not remembered in the next. */
export function askSignalbox(config: SignalboxConfig, env: Readonly<Record<string, string>>): Ask {
  const open = openGateway(config, env)
  return async (model, script) => {
    const reply = await open()(toWebRequest(model, script))
    return toVerdict(reply.status, await reply.json())
  }
}

/** What a proxy says that an answer of this model has cost, USD. */
export async function costAtProxy(origin: string, key: string, model: string): Promise<number> {
  const reply = await fetch(`${origin}${path}`, toRequest(model, {}, key))
  return Number(reply.headers.get('x-litellm-response-cost'))
}

/** What Signalbox says that it has cost, USD. */
export async function costAtSignalbox(
  config: SignalboxConfig,
  env: Readonly<Record<string, string>>,
  model: string,
): Promise<number> {
  const reply = await openGateway(config, env)()(toWebRequest(model, {}))
  return Number(reply.headers.get('x-signalbox-cost-usd'))
}

function toWebRequest(model: string, script: RequestScript): Request {
  return new Request(`http://signalbox.test${path}`, toRequest(model, script, 'none'))
}

function openGateway(
  config: SignalboxConfig,
  env: Readonly<Record<string, string>>,
): () => (request: Request) => Promise<Response> {
  const upstreams = toUpstreams(config, env).map(({ carrier: _, ...upstream }) => upstream)
  return () => createHttpGateway({ router: createRouter(toRouterOptions(config, catalog)), upstreams }).fetch
}
