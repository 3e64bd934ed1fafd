import { reasons } from './not-carried-reasons.ts'
import {
  allNotCarried,
  carried,
  different,
  notCarried,
  type SettingRow,
  type SettingRows,
} from '../../import/setting-row.ts'

const breakers =
  'Signalbox takes failing targets out by breakers of its own: they open by the share of failures and wait longer each time.'
const byKind =
  'Signalbox decides by the kind of failure whether to try again; one number, execution.maxRetriesPerTarget, holds for all kinds.'

const invalidIsTold =
  'A request that the provider calls invalid (400, 422) is told to the caller here; LiteLLM falls back after it too.'

/** Those of fall-backs stand in `router_settings` and in `litellm_settings` alike. */
export const fallbackRows: SettingRows = {
  fallbacks: different('list', invalidIsTold),
  default_fallbacks: different('texts', invalidIsTold),
  context_window_fallbacks: carried('list'),
  content_policy_fallbacks: carried('list'),
  max_fallbacks: different(
    'count',
    'Fall-backs are written out to this depth; what may be tried in all is bounded by execution.maxAttempts.',
  ),
  num_retries: different(
    'count',
    'LiteLLM draws a deployment of the group anew for each retry; Signalbox asks the same target again, then the next.',
  ),
  allowed_fails: different('count', breakers),
  cooldown_time: different('amount', breakers),
}

const routing: Readonly<Record<string, SettingRow>> = {
  routing_strategy: carried('text'),
  model_group_alias: carried('map'),
  timeout: different(
    'seconds',
    'It bounds each attempt up to its first content (execution.firstTokenTimeoutMs); for a reply that is not streamed that is the whole of it.',
  ),
  stream_timeout: different('seconds', 'It bounds each wait within a stream (execution.gapTimeoutMs).'),
  retry_policy: notCarried(byKind, 'map'),
  model_group_retry_policy: notCarried(byKind, 'map'),
  retry_after: different(
    'amount',
    "Signalbox waits by its own back-off, and as long as the provider's retry-after says.",
  ),
  max_retries: notCarried('Signalbox sets the retries of clients below it to 0 and retries itself.', 'count'),
  allowed_fails_policy: different('map', breakers),
  disable_cooldowns: notCarried('Breakers cannot be turned off; the last target is never taken out.', 'flag'),
  enable_pre_call_checks: carried('flag'),
  enable_tag_filtering: different(
    'flag',
    'Tags are rules here: callers send them as the header `x-signalbox-tags: tag=NAME`, not in the body; a tag that no deployment of the group has counts as none.',
  ),
  tag_filtering_match_any: notCarried('A request has one value per tag here; any rule that names it holds.', 'flag'),
  tag_routing_prefix: notCarried('Tags are matched whole here.', 'text'),
  default_litellm_params: carried('map'),
  set_verbose: different('flag', 'The gateway logs at the level `debug`.'),
  debug_level: notCarried('Set gateway.log for the level of the log.', 'text'),
  routing_strategy_args: notCarried('The strategies of Signalbox measure by themselves.', 'map'),
  enable_weighted_failover: different(
    'flag',
    'On failure the rest of a group always stands in, in the order of the file.',
  ),
  model_list: notCarried('Models belong under model_list at the top of the file.', 'list'),
}

export const routerSettingsRows: SettingRows = {
  ...fallbackRows,
  ...routing,
  ...allNotCarried(
    reasons.redis,
    'redis_url redis_host redis_port redis_password redis_db caching_groups cache_kwargs',
  ),
  ...allNotCarried(reasons.cache, 'cache_responses'),
  ...allNotCarried(reasons.limits, 'default_max_parallel_requests'),
  ...allNotCarried(reasons.alerts, 'alerting_config'),
  ...allNotCarried(reasons.guardrails, 'guardrail_list'),
  ...allNotCarried(reasons.vectors, 'search_tools'),
  ...allNotCarried(reasons.files, 'assistants_config'),
  ...allNotCarried(reasons.plugins, 'plugins fallback_access_check fallback_budget_check'),
  ...allNotCarried(
    reasons.health,
    `enable_health_check_routing health_check_staleness_threshold health_check_ignore_transient_errors
    background_health_check_model_groups`,
  ),
  ...allNotCarried(
    'Sessions are kept with their target by the strategy `sticky`; choose it where you want that.',
    'optional_pre_call_checks deployment_affinity_ttl_seconds model_group_affinity_config',
  ),
  ...allNotCarried(
    'Budgets here are for all requests or per tenant, not per provider; see budgets.',
    'provider_budget_config',
  ),
  ...allNotCarried('Only one strategy per group is carried; write rules for more.', 'routing_groups weights'),
  ...allNotCarried(
    reasons.internal,
    `client_ttl polling_interval default_priority router_general_settings ignore_invalid_deployments
    auto_router_capability_limit`,
  ),
}
