-- What each budget's account has spent in a period. Amounts are integers of nano-dollars.
create table budget_accounts (
  account text not null,
  period_start_ms integer not null,
  spent_nano_usd integer not null default 0,
  primary key (account, period_start_ms)
) strict, without rowid;

-- Money held for requests under way. A hold that outlives its lease is of a process that died, and counts as spent.
create table budget_holds (
  account text not null,
  hold_id text not null,
  period_start_ms integer not null,
  nano_usd integer not null,
  expires_at_ms integer not null,
  primary key (account, hold_id)
) strict, without rowid;
