-- What a later comparison needs of a decision: how it began, why, with which probability, what it could not use, and the request
-- without its text. A null is of an outcome written before there was the column.
alter table outcomes add column decided_target text;
alter table outcomes add column decided_gate text;
alter table outcomes add column cause text;
alter table outcomes add column rule text;
alter table outcomes add column propensity real;
alter table outcomes add column rejections_json text;
alter table outcomes add column request_json text;

-- The shadow or study an attempt was made for after its request had ended. What those of a request have cost is kept apart from what
-- its answer did, and counts in what was spent: x, xx and xy of the rollup hold both.
alter table attempts add column study text;
alter table outcomes add column evidence_cost_nano_usd integer not null default 0;
alter table rollup add column evidence_cost_nano_usd integer not null default 0;

-- What an attempt answered, where the operator keeps replies.
create table replies (
  request_id text not null,
  n integer not null,
  text text not null,
  tool_calls_json text not null,
  finish text,
  primary key (request_id, n)
) strict, without rowid;

-- What somebody or something says of a reply. '' and -1 stand for none: a key has no nulls.
create table labels (
  request_id text not null,
  n integer not null,
  source text not null,
  rater text not null,
  study text not null,
  versus_n integer not null,
  score real not null,
  reason text,
  at_ms integer not null,
  primary key (request_id, n, source, rater, study, versus_n)
) strict, without rowid;

create index labels_time on labels (at_ms);
