import { reasons } from './not-carried-reasons.ts'
import { whatIsDropped } from './model-rows.ts'
import { fallbackRows } from './router-settings-rows.ts'
import { allNotCarried, carried, different, notCarried, type SettingRows } from '../../import/setting-row.ts'

/** `litellm_settings`: attributes of the litellm module of 1.106.12, and what its proxy reads beside them. */
export const litellmSettingsRows: SettingRows = {
  ...fallbackRows,
  drop_params: different('flag', whatIsDropped),
  request_timeout: different(
    'seconds',
    'It bounds each attempt up to its first content (execution.firstTokenTimeoutMs); for a reply that is not streamed that is the whole of it.',
  ),
  max_budget: carried('amount'),
  budget_duration: carried('text'),
  set_verbose: different('flag', 'The gateway logs at the level `debug`.'),
  json_logs: carried('flag'),
  model_alias_map: carried('map'),
  telemetry: carried('flag'),
  num_retries_per_request: different('count', 'What may be tried in all is bounded by execution.maxAttempts.'),
  modify_params: notCarried(
    'Requests are fitted to each target without it; what is lost is named in a header.',
    'flag',
  ),
  ...allNotCarried(
    reasons.logging,
    `success_callback failure_callback callbacks input_callback service_callback audit_log_callbacks callback_settings
    langfuse_default_tags langfuse_enable_update_trace_keys langsmith_batch_size argilla_batch_size
    argilla_transformation_object turn_off_message_logging redact_messages_in_exceptions redact_user_api_key_info
    log_raw_request_response log_client_error_tracebacks log_auth_failure_key_identity request_correlation_in_logs
    standard_logging_payload_excluded_fields standard_logging_payload_truncate_fields cold_storage_custom_logger
    logged_real_time_event_types store_audit_logs global_disable_no_log_param disable_streaming_logging s3_callback_params
    s3_audit_callback_params gcs_pub_sub_use_v1 generic_api_use_v1 datadog_use_v1 s3_callback_params_v2 gcs_bucket_params
    aws_sqs_callback_params datadog_params datadog_llm_observability_params newrelic_params pointfive_params
    zerobus_params generic_logger_headers allow_dynamic_callback_disabling dynamodb_table_name
    otel_tenant_destination_mode pre_call_rules post_call_rules suppress_debug_info logging debug detailed_debug email
    token`,
  ),
  ...allNotCarried(
    reasons.metrics,
    `prometheus_initialize_budget_metrics prometheus_latency_buckets require_auth_for_metrics_endpoint
    custom_prometheus_metadata_labels custom_prometheus_tags prometheus_metrics_config prometheus_exclude_metrics
    prometheus_exclude_labels prometheus_emit_stream_label prometheus_emit_input_sequence_length_label
    prometheus_deployment_and_latency_caller_identity prometheus_emit_rate_limit_labels
    prometheus_user_budget_label_include_email_alias prometheus_end_user_metrics_max_series_per_metric
    prometheus_end_user_metrics_ttl_seconds prometheus_end_user_metrics_cleanup_interval_seconds
    prometheus_metrics_max_series_per_metric prometheus_metrics_ttl_seconds prometheus_metrics_cleanup_interval_seconds
    disable_end_user_cost_tracking disable_end_user_cost_tracking_prometheus_only
    enable_end_user_cost_tracking_prometheus_only`,
  ),
  ...allNotCarried(
    reasons.cache,
    `cache cache_params caching caching_with_models default_in_memory_ttl default_redis_ttl
    default_redis_batch_cache_expiry enable_caching_on_provider_specific_optional_params force_redis_hash_tag_grouping
    enable_redis_auth_cache`,
  ),
  ...allNotCarried(
    reasons.guardrails,
    `guardrails guardrail_name_config_map llamaguard_model_name openai_moderations_model_name presidio_ad_hoc_recognizers
    presidio_logging_only google_moderation_confidence_threshold llamaguard_unsafe_content_categories blocked_user_list
    banned_keywords_list llm_guard_mode output_parse_pii prompt_injection_params azure_content_safety_params
    skip_system_message_in_guardrail skip_tool_message_in_guardrail`,
  ),
  ...allNotCarried(
    reasons.keys,
    `default_key_generate_params upperbound_key_generate_params key_generation_settings default_internal_user_params
    default_team_params default_team_settings max_user_budget default_max_internal_user_budget max_internal_user_budget
    max_ui_session_budget internal_user_budget_duration budget_rollover tag_budget_config max_end_user_budget
    max_end_user_budget_id validate_end_user_id_in_db default_key_max_budget_alert_emails default_soft_budget
    budget_exceeded_throttle_percentage budget_exceeded_status_code budget_reset_time enable_key_alias_format_validation
    key_alias_pattern public_model_groups public_model_groups_links public_agent_groups public_skills_index
    scim_upsert_user scim_admin_group priority_reservation priority_reservation_settings available_teams timezone
    enable_model_config_credential_overrides extra_spend_tag_headers disable_add_user_agent_to_request_tags
    add_user_information_to_llm_headers overwrite_user_with_key_hash`,
  ),
  ...allNotCarried(
    reasons.mcp,
    `mcp_aliases mcp_semantic_tool_filter mcp_tool_search public_mcp_servers public_mcp_hub_strict_whitelist
    agent_search_embedding_model skill_search_embedding_model websearch_interception_params
    code_interpreter_interception_params`,
  ),
  ...allNotCarried(
    reasons.prompts,
    `global_prompt_directory global_gitlab_config global_bitbucket_config prompt_name_config_map custom_prompt_dict
    add_function_to_prompt disable_add_prefix_to_prompt`,
  ),
  ...allNotCarried(
    reasons.plugins,
    'custom_provider_map adapters secret_manager_client proxy_auth client_session aclient_session',
  ),
  ...allNotCarried(
    'Prices come from the catalogue, and from targets and models of the config.',
    `cost_discount_config cost_margin_config include_cost_in_streaming_usage block_requests_for_models_without_pricing
    model_cost_map_url disable_token_counter apply_search_free_tier model_cost`,
  ),
  ...allNotCarried(
    'Keys and addresses belong to an upstream; name them at each model.',
    `api_key api_base api_version organization project headers openai_key anthropic_key azure_key cohere_key groq_key
    openrouter_key replicate_key huggingface_key togetherai_api_key ollama_key vertex_project vertex_location
    vertex_ai_safety_settings xai_key gdc_api_base predibase_tenant_id databricks_key`,
  ),
  ...allNotCarried(
    'Connections are made by the runtime: set NODE_EXTRA_CA_CERTS for certificates of your own.',
    `ssl_verify ssl_certificate ssl_security_level ssl_ecdh_curve use_aiohttp_transport disable_aiohttp_transport
    aiohttp_trust_env disable_aiohttp_trust_env force_ipv4 http2 network_mock`,
  ),
  ...allNotCarried(
    reasons.files,
    'require_managed_files enable_loadbalancing_on_batch_endpoints disable_vertex_batch_output_transformation',
  ),
  ...allNotCarried(
    reasons.security,
    'user_url_validation user_url_allowed_hosts provider_url_destination_allowed_hosts filter_invalid_headers',
  ),
  ...allNotCarried(
    reasons.vectors,
    'vector_store_registry vector_store_index_registry vector_store_search_failure_mode search_tools',
  ),
  ...allNotCarried(
    reasons.internal,
    `model_group_settings model_fallbacks return_response_headers enable_json_schema_validation enable_preview_features
    reasoning_auto_summary max_tokens retry use_litellm_proxy use_client safe_memory_mode
    forward_traceparent_to_llm_provider enable_azure_ad_token_refresh route_all_chat_openai_to_responses
    use_chat_completions_url_for_anthropic_messages strip_anthropic_total_tokens anthropic_sse_ping_interval_seconds
    sse_keepalive_ping_interval_seconds gemini_live_defer_setup disable_add_transform_inline_image_block
    disable_anthropic_gemini_context_caching_transform enable_anthropic_prompt_caching anthropic_prompt_caching_ttl
    openai_system_messages_first bedrock_neutralize_orphaned_tool_blocks bedrock_request_metadata_fields
    disable_copilot_system_to_assistant disable_stop_sequence_limit enable_gemini_default_thinking_level_low
    expose_router_debug_in_errors disable_hf_tokenizer_download check_provider_endpoint blog_posts_url
    anthropic_beta_headers_url autorouter_presets_url longer_context_model_fallback_dict disable_default_user_agent
    credential_list cache_control_injection_points ui_theme_config upperbound_params`,
  ),
}
