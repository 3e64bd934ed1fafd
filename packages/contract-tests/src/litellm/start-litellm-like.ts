import { startMockServer, type LitellmKey, type MockLitellmOptions, type MockServer } from '@signalbox/mock-providers'
import { startLitellm, type RunningLitellm } from './start-litellm.ts'

/**
 * The real proxy, set up as `createMockLitellm` is by the same options: the mock providers listen on sockets, and their faults reach it there.
 * Its providers and keys are its own after that: give the flavour providers of the same scripts. Prices and cooldowns are the real one's.
 */
export async function startLitellmLike(command: string, options: MockLitellmOptions): Promise<RunningLitellm> {
  const servers = new Map<unknown, MockServer>()
  const close = async (): Promise<void> => {
    await Promise.all([...servers.values()].map((server) => server.close()))
  }
  try {
    for (const { provider } of options.deployments)
      if (!servers.has(provider)) servers.set(provider, await startMockServer(provider))
    const { keys = {}, masterKey } = options
    const proxy = await startLitellm({
      command,
      // JSON is YAML.
      config: JSON.stringify(toConfig(options, (provider) => servers.get(provider)?.url ?? '')),
      files: Object.keys(keys).length > 0 ? { 'virtual_keys.py': toKeysPython(keys, masterKey) } : {},
    })
    return {
      ...proxy,
      stop: async () => {
        await proxy.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

function toConfig(
  { deployments, fallbacks, masterKey, keys = {} }: MockLitellmOptions,
  urlOf: (provider: unknown) => string,
): unknown {
  return {
    model_list: deployments.map(({ group, model, provider, id, prices, timeoutSeconds, info }, index) => ({
      model_name: group,
      litellm_params: {
        model,
        api_base: model.startsWith('anthropic/') ? urlOf(provider) : `${urlOf(provider)}/v1`,
        api_key: 'mock',
        ...(prices !== undefined && {
          input_cost_per_token: prices.inputPerMillionUsd / 1e6,
          output_cost_per_token: prices.outputPerMillionUsd / 1e6,
        }),
        ...(prices?.cacheReadPerMillionUsd !== undefined && {
          cache_read_input_token_cost: prices.cacheReadPerMillionUsd / 1e6,
        }),
        ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds, stream_timeout: timeoutSeconds }),
        // The first of a group is asked first, as the flavour does.
        weight: 1_000 ** -deployments.slice(0, index).filter((one) => one.group === group).length,
      },
      model_info: { id: id ?? `${group}-${index + 1}`, ...info },
    })),
    router_settings: {
      num_retries: 0,
      ...(fallbacks !== undefined && { fallbacks: Object.entries(fallbacks).map(([group, to]) => ({ [group]: to })) }),
    },
    litellm_settings: { telemetry: false, num_retries: 0, enable_post_custom_auth_checks: true },
    general_settings:
      Object.keys(keys).length > 0
        ? { master_key: masterKey, custom_auth: 'virtual_keys.check', custom_auth_run_common_checks: true }
        : masterKey === undefined
          ? { dangerously_permit_weak_or_unset_master_key: true }
          : { master_key: masterKey },
  }
}

/** Virtual keys live in its database; without one, its own types and errors come from a check of ours. */
function toKeysPython(keys: Readonly<Record<string, LitellmKey>>, masterKey: string | undefined): string {
  const entries = Object.entries(keys).map(
    ([key, { spendUsd = 0, maxBudgetUsd = null, rpmLimit = null, models = [] }]) => [
      key,
      { spend: spendUsd, max_budget: maxBudgetUsd, rpm_limit: rpmLimit, models },
    ],
  )
  return `
import json
import litellm
from litellm.proxy._types import UserAPIKeyAuth, ProxyException

keys = json.loads('''${JSON.stringify(Object.fromEntries(entries))}''')

async def check(request, api_key):
    if api_key == ${JSON.stringify(masterKey ?? '')}:
        return UserAPIKeyAuth(api_key=api_key, user_role='proxy_admin')
    if api_key not in keys:
        raise ProxyException(message='Authentication Error, Invalid proxy server token passed.', type='token_not_found_in_db', param='key', code=401)
    key = keys[api_key]
    if key['max_budget'] is not None and key['spend'] >= key['max_budget']:
        raise litellm.BudgetExceededError(current_cost=float(key['spend']), max_budget=float(key['max_budget']))
    return UserAPIKeyAuth(api_key=api_key, token=api_key, **key)
`
}
