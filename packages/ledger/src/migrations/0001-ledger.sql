-- One row per attempt: its intent is written before a byte leaves, the rest when it has ended.
create table attempts (
  request_id text not null,
  n integer not null,
  step integer not null,
  purpose text not null,
  target text not null,
  model text not null,
  tier text not null,
  started_at_ms integer not null,
  ended text,
  reason text,
  status integer,
  billable text,
  served_model text,
  input_tokens integer,
  output_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  reasoning_tokens integer,
  cost_nano_usd integer,
  price_json text,
  first_content_ms real,
  duration_ms real,
  primary key (request_id, n)
) strict, without rowid;

create index attempts_open on attempts (started_at_ms) where ended is null;

-- One row per request.
create table outcomes (
  request_id text primary key,
  kind text not null,
  started_at_ms integer not null,
  policy_name text not null,
  policy_version text not null,
  strategy text not null,
  requested text not null,
  is_virtual integer not null,
  task text not null,
  task_source text not null,
  language text,
  tenant text,
  session text,
  tags_json text not null,
  decided_tier text not null,
  served_target text,
  served_model text,
  served_tier text,
  served_tier_rank integer,
  escalated integer not null,
  escalation_cause text,
  fallback text not null,
  gate text not null,
  failure_kind text,
  attempts integer not null,
  cost_nano_usd integer not null,
  is_cost_lower_bound integer not null,
  draft_cost_nano_usd integer not null,
  failed_cost_nano_usd integer not null,
  check_cost_nano_usd integer not null,
  baseline_model text,
  baseline_cost_nano_usd integer,
  input_tokens integer,
  output_tokens integer,
  commit_ms real,
  duration_ms real not null,
  prompt_json text
) strict;

create index outcomes_time on outcomes (started_at_ms);

-- Latencies in order, so that a percentile is a step into an index and not a sort.
create index outcomes_latency on outcomes (kind, duration_ms);
create index outcomes_task_latency on outcomes (kind, task, duration_ms);

-- Sums per task and everything a report splits by, written in the transaction of the outcomes they sum: the report over a
-- million requests reads a few hundred of these. Money in nano-dollars; x and y are cost and baseline cost in dollars, over
-- requests where both are known, with their squares for the interval of the saving.
create table rollup (
  task text not null,
  kind text not null,
  is_virtual integer not null,
  served_tier_rank integer not null,
  escalated integer not null,
  escalation_cause text not null,
  fallback text not null,
  baseline_model text not null,
  requests integer not null,
  cost_nano_usd integer not null,
  draft_cost_nano_usd integer not null,
  failed_cost_nano_usd integer not null,
  check_cost_nano_usd integer not null,
  unknown_cost integer not null,
  input_tokens integer not null,
  output_tokens integer not null,
  n integer not null,
  x real not null,
  y real not null,
  xx real not null,
  yy real not null,
  xy real not null,
  from_ms integer not null,
  to_ms integer not null,
  primary key (task, kind, is_virtual, served_tier_rank, escalated, escalation_cause, fallback, baseline_model)
) strict, without rowid;
