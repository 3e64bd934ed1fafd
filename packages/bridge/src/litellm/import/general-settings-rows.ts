import { reasons } from './not-carried-reasons.ts'
import { allNotCarried, carried, different, notCarried, type SettingRows } from '../../import/setting-row.ts'

/** `general_settings` of LiteLLM 1.106.12: its ConfigGeneralSettings, and what its proxy reads beside that. */
export const generalSettingsRows: SettingRows = {
  master_key: carried('text'),
  completion_model: different(
    'text',
    'It serves requests for `auto`; a request that names another model gets that model.',
  ),
  store_prompts_in_spend_logs: different('flag', 'Prompts are kept in the SQLite ledger (ledger.storePrompts).'),
  max_request_size_mb: carried('amount'),
  dangerously_permit_weak_or_unset_master_key: notCarried(
    'Without a token the gateway listens to this machine only.',
    'flag',
  ),
  cancel_on_disconnect: carried('flag'),
  ...allNotCarried(
    reasons.database,
    `database_url database_connection_pool_limit database_connection_timeout database_connect_timeout
    database_socket_timeout database_connection_pool_timeout database_max_idle_connection_lifetime
    database_extra_connection_params database_disable_prepared_statements database_type database_args store_model_in_db
    supported_db_objects disable_prisma_schema_update allow_requests_on_db_unavailable proxy_batch_write_at
    disable_spend_logs disable_spend_updates disable_error_logs maximum_spend_logs_retention_period
    maximum_spend_logs_retention_interval maximum_spend_logs_cleanup_cron proxy_batch_polling_interval
    proxy_budget_rescheduler_max_time proxy_budget_rescheduler_min_time maximum_spend_logs_cleanup_batch_size
    maximum_spend_logs_cleanup_max_batches maximum_spend_logs_cleanup_run_budget maximum_spend_logs_cleanup_batch_timeout
    maximum_health_check_retention_period maximum_autorouter_session_retention_period
    maximum_daily_tag_spend_retention_period use_spend_logs_partitioning spend_logs_metadata_fields
    spend_capture_rate_check scheduled_job_stagger proxy_config_reload_interval_seconds`,
  ),
  ...allNotCarried(
    reasons.redis,
    'coordination_redis fail_closed_rate_limit_enforcement use_redis_transaction_buffer enable_redis_auth_cache',
  ),
  ...allNotCarried(
    reasons.keys,
    `custom_auth custom_auth_run_common_checks custom_key_generate custom_key_update custom_key_policy enable_jwt_auth
    litellm_jwtauth role_permissions user_api_key_cache_ttl user_api_key_cache_max_size user_header_name
    user_header_mappings enforce_user_param enforced_params enforce_rbac allowed_routes admin_only_routes public_routes
    allow_user_auth service_account_settings disable_master_key_return disable_custom_api_keys
    disable_key_generate_for_org_admin default_team_disabled disable_auto_add_proxy_admin_to_teams
    apply_user_budget_to_team_keys team_metadata_schema team_metadata_validation_timeout
    team_metadata_validation_error_message custom_team_metadata_validate use_team_public_model_name
    enforce_fallback_model_access disable_reset_budget disable_budget_reservation fail_closed_budget_enforcement
    reject_clientside_metadata_tags litellm_key_header_name missing_session_id litellm_license`,
  ),
  ...allNotCarried(
    reasons.ui,
    `ui_access_mode plugins control_plane_url enable_public_model_hub hide_default_credentials_hint
    max_failed_login_attempts_per_source max_failed_login_attempts_per_source_overrides failed_login_window_seconds
    failed_login_block_seconds password_policy_min_length password_policy_require_uppercase
    password_policy_require_lowercase password_policy_require_numbers password_policy_require_special_characters
    password_policy_check_breached_passwords disable_env_credential_login`,
  ),
  ...allNotCarried(
    reasons.sso,
    `custom_sso custom_ui_sso_sign_in_handler auto_redirect_ui_login_to_sso disable_password_login_when_sso_enabled
    allow_cli_sso_verification_uri_complete enable_claude_code_gateway claude_code_gateway_managed_settings`,
  ),
  ...allNotCarried(
    reasons.alerts,
    'alerting alert_types alert_to_webhook_url alerting_args alerting_threshold alert_type_config spend_report_frequency',
  ),
  ...allNotCarried(
    reasons.limits,
    `max_parallel_requests global_max_parallel_requests max_in_flight_requests_per_worker max_queued_requests_per_worker
    admission_queue_timeout_seconds disable_retry_on_max_parallel_request_limit_error token_rate_limit_type`,
  ),
  ...allNotCarried(
    reasons.health,
    `background_health_checks health_check_interval health_check_concurrency health_check_details use_shared_health_check
    health_check_skip_disabled_background_models background_health_check_model_groups enable_health_check_routing
    health_check_staleness_threshold health_check_ignore_transient_errors allow_public_health_readiness_details
    enable_drain_endpoint drain_endpoint_token`,
  ),
  ...allNotCarried(reasons.modelList, 'infer_model_from_keys model_list_healthy_only disable_model_info_refresh'),
  ...allNotCarried(
    reasons.files,
    `max_batch_file_size_mb max_batch_file_records max_batch_file_uploads_per_day max_file_downloads_per_minute
    max_file_size_mb allowed_file_extensions blocked_file_extensions responses_websocket_session_limit_seconds
    transcribe_media_buckets track_unmanaged_batch_cost disable_batch_input_file_rate_limiting
    skip_batch_input_file_rate_limiting_for_providers skip_batch_input_file_rate_limiting_for_models
    disable_responses_id_security allow_unmanaged_response_ids`,
  ),
  ...allNotCarried(
    reasons.passThrough,
    `pass_through_endpoints pass_through_request_timeout enable_openai_websocket_passthrough passthrough_managed_object_ids
    disable_bedrock_agent_runtime_passthrough`,
  ),
  ...allNotCarried(
    reasons.mcp,
    `mcp_internal_ip_ranges mcp_advertised_versions mcp_allowed_clients mcp_client_id_header mcp_trusted_proxy_ranges
    mcp_xff_num_trusted_hops mcp_prefer_client_id_metadata_document mcp_required_fields mcp_session_token_signing
    mcp_client_side_auth_header_name mcp_allow_all_keys_respects_mcp_scope user_mcp_management_mode enable_mcp_registry
    require_key_mcp_access_defined require_end_user_mcp_access_defined`,
  ),
  ...allNotCarried(reasons.vectors, 'vector_store_deny_by_default search_tool_deny_by_default search_tools'),
  ...allNotCarried(reasons.secrets, 'key_management_system key_management_settings use_google_kms use_azure_key_vault'),
  ...allNotCarried(
    reasons.security,
    `user_url_validation user_url_allowed_hosts provider_url_destination_allowed_hosts allow_client_side_credentials
    forward_client_headers_to_llm_api forward_llm_provider_auth_headers forward_openai_org_id`,
  ),
  ...allNotCarried(
    'Who may connect is a matter of the network here.',
    'allowed_ips use_x_forwarded_for trusted_proxy_ranges',
  ),
  ...allNotCarried(
    reasons.internal,
    `otel tracing max_response_size_mb include_call_id_in_error_body expose_fallback_errors_to_caller
    always_include_stream_usage`,
  ),
}
