-- What whoever carried a call says of it. The cost that counts stays in cost_nano_usd; what was reported and what our price
-- says stand beside it. A null is_cost_lower_bound is of an attempt written before there was the column.
alter table attempts add column answered_target text;
alter table attempts add column answered_model text;
alter table attempts add column host text;
alter table attempts add column call_id text;
alter table attempts add column is_cost_lower_bound integer;
alter table attempts add column reported_cost_nano_usd integer;
alter table attempts add column priced_cost_nano_usd integer;

-- Both costs are read off the index: the report over a million attempts never touches their rows.
create index attempts_reported on attempts (started_at_ms, reported_cost_nano_usd, priced_cost_nano_usd)
  where reported_cost_nano_usd is not null;

-- Which attempt served: a cost told late is the answer's, or that of a draft.
alter table outcomes add column served_n integer;
