import { allNotCarried, carried, different, notCarried, type SettingRow } from '../../import/setting-row.ts'

const perRequest = 'It belongs to one request; clients send it.'

/** Fields of a chat request to OpenRouter, of its documents of 2026-11 and @openrouter/sdk 1.3.19. */
export const openrouterRows: Readonly<Record<string, SettingRow>> = {
  model: carried('text'),
  models: carried('texts'),
  provider: carried('map'),
  route: carried('text'),
  usage: carried('map'),
  transforms: different(
    'texts',
    'It is sent on; a prompt that is longer than every context window is refused here before OpenRouter could shorten it.',
  ),
  plugins: carried('list'),
  preset: notCarried('A preset could name another model: two would decide. Import the preset itself.', 'text'),
  ...allNotCarried(
    perRequest,
    `messages prompt input stream stream_options tools tool_choice user session_id metadata trace debug prediction
    stop_server_tools_when prompt_cache_key instructions system`,
  ),
  ...Object.fromEntries(
    `temperature top_p top_k min_p top_a frequency_penalty presence_penalty repetition_penalty seed max_tokens
    max_completion_tokens stop logit_bias logprobs top_logprobs response_format structured_outputs reasoning reasoning_effort
    include_reasoning verbosity modalities image_config parallel_tool_calls service_tier cache_control prompt_cache_options
    web_search_options`
      .split(/\s+/)
      .map((name) => [name, carried('any')]),
  ),
}

/** What stands around the settings where a preset was fetched. */
export const presetRows: Readonly<Record<string, SettingRow>> = allNotCarried(
  'It describes the preset and is no setting of a request.',
  `id presetId preset_id name slug description status createdAt created_at updatedAt updated_at creatorId creator_id
  creatorUserId creator_user_id workspaceId workspace_id version designatedVersionId designated_version_id
  statusUpdatedAt status_updated_at`,
)

/** These go with every request as they are. */
export const sentOn: readonly string[] = Object.entries(openrouterRows)
  .filter(
    ([name, { fate }]) =>
      fate !== 'not-carried' && !['model', 'models', 'provider', 'route', 'usage', 'plugins'].includes(name),
  )
  .map(([name]) => name)
