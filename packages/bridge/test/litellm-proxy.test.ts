import { litellmCommand, litellmVersion, startLitellm } from '@signalbox/contract-tests/litellm'
import { expect, it } from 'vitest'
import { readLitellmProxy } from '../src/litellm/read-litellm-proxy.ts'

it.skipIf(litellmCommand === undefined)(
  'the real proxy tells its version, its groups, aliases and wildcards',
  async () => {
    const { origin, stop } = await startLitellm({
      command: litellmCommand ?? '',
      config: `model_list:
  - { model_name: chat, litellm_params: { model: openai/gpt-5, api_key: none } }
  - { model_name: 'openai/*', litellm_params: { model: 'openai/*', api_key: none } }
router_settings: { model_group_alias: { gpt-4: chat } }
general_settings: { master_key: sk-master }
`,
    })
    try {
      const { version, database, models } = await readLitellmProxy({ baseUrl: origin, apiKey: 'sk-master' })
      expect({ version, database }).toEqual({ version: litellmVersion, database: 'Not connected' })
      expect(models).toEqual(expect.arrayContaining(['chat', 'gpt-4', 'openai/*']))
    } finally {
      await stop()
    }
  },
  150_000,
)
