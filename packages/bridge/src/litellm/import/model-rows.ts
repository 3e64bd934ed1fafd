import { reasons } from './not-carried-reasons.ts'
import {
  allNotCarried,
  carried,
  different,
  notCarried,
  type SettingRow,
  type SettingRows,
} from '../../import/setting-row.ts'

/** Said of a time limit. */
export const longestOfAll = 'Time limits hold for all targets here (execution); the longest of the file is taken.'
const rates =
  "It gives the deployment's share of its group's traffic; the rate itself is not enforced, a provider that says 429 is left for the next."

/** Said of `drop_params`. */
export const whatIsDropped =
  'What only tunes an answer is dropped and named (header x-signalbox-dropped); what changes it (n, logprobs, a response format) is refused where no target can give it.'

/** Fields of a request: defaults of every call to the target, the client's own win. */
export const bodyFields: ReadonlySet<string> = new Set(
  `temperature top_p n stop max_tokens max_completion_tokens modalities prediction audio presence_penalty
  frequency_penalty logit_bias user response_format seed tools tool_choice logprobs top_logprobs parallel_tool_calls
  reasoning_effort verbosity thinking web_search_options service_tier safety_identifier prompt_cache_key
  prompt_cache_retention store top_k min_p top_a repetition_penalty reasoning include_reasoning enable_thinking
  chat_template_kwargs guided_json guided_choice guided_regex ignore_eos skip_special_tokens provider transforms route
  plugins safety_settings num_ctx keep_alive options functions function_call stream_options context_management
  encoding_format dimensions input_type`.split(/\s+/),
)

const prices: SettingRows = {
  input_cost_per_token: carried('amount'),
  output_cost_per_token: carried('amount'),
  cache_read_input_token_cost: carried('amount'),
  cache_creation_input_token_cost: carried('amount'),
}

/** `litellm_params`; request fields and the many prices are rows of their own kind. */
export const litellmParamsRows: SettingRows = {
  model: carried('text'),
  api_key: carried('text'),
  api_base: carried('text'),
  base_url: carried('text'),
  api_version: different('text', "Azure's v1 address is used, which has no api-version."),
  custom_llm_provider: carried('text'),
  organization: carried('text'),
  litellm_credential_name: carried('text'),
  extra_headers: carried('map'),
  headers: carried('map'),
  extra_body: carried('map'),
  weight: carried('amount'),
  order: carried('count'),
  rpm: different('amount', rates),
  tpm: different('amount', rates),
  region_name: carried('text'),
  tags: different('texts', 'Callers name a tag by the header `x-signalbox-tags: tag=NAME`.'),
  drop_params: different('any', `gateway.onUnsupported holds for all targets. ${whatIsDropped}`),
  timeout: different('seconds', longestOfAll),
  request_timeout: different('seconds', longestOfAll),
  stream_timeout: different('seconds', longestOfAll),
  max_retries: notCarried('Signalbox sets the retries of clients below it to 0 and retries itself.', 'any'),
  num_retries: notCarried('execution.maxRetriesPerTarget holds for all targets.', 'any'),
  cooldown_time: different('amount', 'Breakers have times of their own.'),
  base_model: carried('text'),
  ...prices,
  ...Object.fromEntries([...bodyFields].map((name) => [name, carried('any')])),
  models: notCarried('Which models stand in is said by fall-backs.', 'any'),
  metadata: notCarried('It is for the callbacks of LiteLLM; tags of a request go into the ledger here.'),
  model_info: notCarried('It belongs beside litellm_params.', 'map'),
  ...allNotCarried(
    reasons.limits,
    'itpm otpm max_parallel_requests default_api_key_tpm_limit default_api_key_rpm_limit',
  ),
  ...allNotCarried(
    'Budgets here are for all requests or per tenant, not per deployment; see budgets.',
    'max_budget budget_duration soft_budget',
  ),
  ...allNotCarried(
    'LiteLLM has a list of its own per deployment; carry it by the fall-backs of router_settings.',
    'fallbacks context_window_fallback_dict model_list',
  ),
  ...allNotCarried(
    'Which fields a target takes is known here; fields it does not take are dropped or refused (gateway.onUnsupported).',
    'allowed_openai_params additional_drop_params modify_params supports_system_message',
  ),
  ...allNotCarried('Clients cannot set keys or addresses here.', 'configurable_clientside_auth_params'),
  ...allNotCarried(
    reasons.aws,
    `aws_access_key_id aws_secret_access_key aws_session_token aws_region_name aws_session_name aws_profile_name
    aws_role_name aws_web_identity_token aws_sts_endpoint aws_external_id aws_session_tags aws_bedrock_runtime_endpoint
    aws_bedrock_project_id bedrock_tags guardrailConfig model_id aws_batch_role_arn`,
  ),
  ...allNotCarried(
    reasons.vertex,
    `vertex_project vertex_location vertex_credentials vertex_ai_project vertex_ai_location gcs_bucket_name bucket_name
    watsonx_region_name project_id`,
  ),
  ...allNotCarried(
    reasons.identity,
    `azure_ad_token azure_ad_token_provider tenant_id client_id client_secret azure_scope azure_username azure_password
    anthropic_federation_rule_id anthropic_organization_id anthropic_service_account_id anthropic_federation_workspace_id
    anthropic_identity_token_file anthropic_identity_token anthropic_identity_source anthropic_issuer_url
    anthropic_issuer_subject anthropic_issuer_audience anthropic_issuer_ttl_seconds anthropic_issuer_signing_key_ref
    anthropic_keycloak_token_url anthropic_keycloak_client_id anthropic_keycloak_auth_method
    anthropic_keycloak_client_secret_ref anthropic_keycloak_scope anthropic_disable_workload_identity_federation
    openai_identity_provider_id openai_service_account_id openai_identity_token_file chatgpt_auth_file use_xai_oauth`,
  ),
  ...allNotCarried(
    reasons.autoRouter,
    `auto_router_config_path auto_router_config auto_router_default_model auto_router_embedding_model
    auto_router_max_input_chars auto_router_routing_compression auto_router_model_compression complexity_router_config
    complexity_router_default_model adaptive_router_config adaptive_router_default_model quality_router_config
    quality_router_default_model`,
  ),
  ...allNotCarried('A mock is no provider; start one with @signalbox/mock-providers.', 'mock_response mock_timeout'),
  ...allNotCarried(
    reasons.vectors,
    `vector_store_id vector_store_ids milvus_text_field milvus_db_name milvus_partition_names valkey_host valkey_port
    valkey_password valkey_ssl valkey_text_field valkey_embedding_field vector_bucket_name index_name embedding_model`,
  ),
  ...allNotCarried(
    reasons.files,
    `s3_bucket_name s3_endpoint_url s3_region_name s3_access_key_id s3_secret_access_key s3_encryption_key_id
    s3_bucket_owner s3_output_bucket_name max_file_size_mb`,
  ),
  ...allNotCarried(
    reasons.prompts,
    `prompt_id prompt_variables prompt_label prompt_version prompt_environment initial_prompt_value roles
    final_prompt_value bos_token eos_token litellm_system_prompt ignore_prompt_manager_model
    ignore_prompt_manager_optional_params`,
  ),
  ...allNotCarried(reasons.guardrails, 'guardrails'),
  ...allNotCarried(
    reasons.logging,
    `litellm_trace_id turn_off_message_logging no-log litellm_metadata langfuse_public_key langfuse_secret
    langfuse_secret_key langfuse_host langfuse_prompt_version success_callback failure_callback callbacks verbose
    logger_fn`,
  ),
  ...allNotCarried(reasons.cache, 'cache caching ttl cache_key cache_control_injection_points'),
  ...allNotCarried('Keys are read from the environment at each call.', 'ssl_verify client shared_session'),
  ...allNotCarried(
    'Who answers beside is the section `shadow`, with a share and a budget, which this does not say.',
    'silent_model',
  ),
  ...allNotCarried('Tags of callers are matched whole here.', 'tag_regex enable_tag_filtering'),
  ...allNotCarried(
    reasons.internal,
    `use_in_pass_through use_litellm_proxy use_chat_completions_api merge_reasoning_content_in_choices
    fireworks_forward_user_id keepalive_seconds allow_client_keepalive_override provider_affinity_header
    timeout_by_service_tier stream_timeout_by_service_tier hf_model_name enable_json_schema_validation
    ensure_alternating_roles user_continue_message assistant_continue_message retry_policy retry_strategy stream
    provider_specific_header enable_prompt_caching data_residency allowed_model_region rust
    disable_add_transform_inline_image_block use_client include_server_side_tool_invocations output_vector_size`,
  ),
}

/** `model_info`. */
export const modelInfoRows: SettingRows = {
  id: carried('any'),
  base_model: carried('text'),
  mode: carried('text'),
  max_input_tokens: carried('count'),
  max_output_tokens: carried('count'),
  max_tokens: carried('count'),
  supports_function_calling: carried('flag'),
  supports_response_schema: carried('flag'),
  supports_vision: carried('flag'),
  supports_audio_input: carried('flag'),
  supports_pdf_input: carried('flag'),
  supports_video_input: carried('flag'),
  ...prices,
  supports_parallel_function_calling: notCarried(
    'Whether several tools are called at once is a field of each request (parallel_tool_calls); it is sent on.',
    'flag',
  ),
  blocked: carried('flag'),
  description: notCarried('It says nothing that is done.'),
  litellm_provider: notCarried('The provider is told by the name of the model.', 'text'),
  ...allNotCarried(
    reasons.keys,
    'team_id team_public_model_name access_groups access_windows member_auto_router discoverable tier key',
  ),
  ...allNotCarried(
    reasons.health,
    `health_check_model health_check_timeout health_check_max_tokens disable_background_health_check health_check_voice
    health_check_reasoning_effort`,
  ),
  ...allNotCarried(reasons.database, 'db_model updated_at updated_by created_at created_by'),
  ...allNotCarried(reasons.limits, 'rpm tpm'),
  ...allNotCarried(
    reasons.prices,
    `ptu_count cost_per_ptu_per_hour ptu_effective_from ptu_effective_to off_peak_pricing search_free_requests
    web_search_billing_unit`,
  ),
  ...allNotCarried('Tags are rules here.', 'enable_tag_filtering allow_fail_open'),
  ...allNotCarried(
    'What a model can do is known from the catalogue.',
    `supported_endpoints supported_environments supported_openai_params thinking_always_on provider_specific_entry
    use_openai_responses_path uses_embed_content vertex_ai_audio_api bedrock_converse_supports_strict_tools
    bedrock_output_config_effort_ceiling prompt_cache_min_tokens reasoning_effort_levels default_reasoning_effort
    token_count_framing token_count_model token_count_tokenizer custom_tokenizer output_vector_size
    supported_audio_formats`,
  ),
  ...allNotCarried(reasons.internal, 'internal_router_model cooldown_time version region'),
}

const priceNames = /(_cost|_cost_per_|^cost_per_|_pricing$|_uplift_multiplier)/
const capability = /^supports_/

/** Prices that LiteLLM has for other units than ours, and abilities, by how they are named. */
export function rowByName(section: 'litellm_params' | 'model_info', name: string): SettingRow | undefined {
  if (priceNames.test(name)) return notCarried(reasons.prices)
  if (section === 'model_info' && capability.test(name))
    return notCarried('What a model can do is known from the catalogue.')
  return undefined
}
