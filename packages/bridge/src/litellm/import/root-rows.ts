import { reasons } from './not-carried-reasons.ts'
import { allNotCarried, carried, different, type SettingRows } from '../../import/setting-row.ts'

/** What may stand at the top of a LiteLLM file, beside the sections that have rows of their own. */
export const rootRows: SettingRows = {
  include: carried('texts'),
  environment_variables: different(
    'map',
    'A Signalbox file has no values of environment variables; set this variable where the gateway runs.',
  ),
  credential_list: different('list', 'Each model names the upstream that has these credentials.'),
  ...allNotCarried(reasons.guardrails, 'guardrails policies policy_attachments'),
  ...allNotCarried(reasons.mcp, 'mcp_servers mcp_tools mcp_settings agents agent_list a2a_agents'),
  ...allNotCarried(reasons.vectors, 'vector_store_registry search_tools vector_store_index_registry'),
  ...allNotCarried(reasons.files, 'files_settings finetune_settings assistant_settings sandbox_tools'),
  ...allNotCarried(reasons.logging, 'callback_settings'),
  ...allNotCarried(reasons.prompts, 'prompts'),
  ...allNotCarried(reasons.passThrough, 'pass_through_endpoints default_vertex_config'),
  ...allNotCarried(reasons.ui, 'worker_registry plugins'),
  ...allNotCarried(reasons.keys, 'litellm_credentials'),
  ...allNotCarried(reasons.plugins, 'classifier_plugin litellm_license'),
}
