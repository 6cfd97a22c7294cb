-- What operators ordered: who, what, when and why. What came of it is told by the topics; nothing else is ever changed.
create table command (
  command_id  text        primary key,
  type        text        not null,
  target      text        not null,              -- the id of what it is about
  merchant_id text        not null references merchant,  -- whose it is, whoever gave the order
  actor       text        not null,
  reason      text        not null,
  issued_at   timestamptz not null,
  state       text        not null default 'PENDING',    -- DONE or REFUSED once it is known
  detail      text        not null default '',
  decided_at  timestamptz
);

-- What lists and sums need out of the document.
alter table settlement
  add column merchant_id text,
  add column gateway     text,
  add column deadline    timestamptz,
  add column hold_cause  text,
  add column agrees      boolean,                -- the gateway's record with ours; null while it was not asked
  add column amount      numeric,
  add column currency    text,
  add column bound_at    timestamptz,            -- as the binding has it, for indexes alone
  add column is_open     boolean not null generated always as
    (state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN')) stored;

update settlement set
  merchant_id = document ->> 'merchantId',
  gateway     = document ->> 'gateway',
  deadline    = (document ->> 'deadline')::timestamptz,
  hold_cause  = document ->> 'holdCause',
  agrees      = (document -> 'gatewayView' ->> 'agrees')::boolean,
  amount      = (document ->> 'amount')::numeric,
  currency    = document ->> 'currency',
  bound_at    = (select b.bound_at from settlement_binding b where b.settlement_id = settlement.settlement_id);

create index settlement_state on settlement (merchant_id, state, bound_at desc, settlement_id desc);
create index settlement_due on settlement (merchant_id, deadline, settlement_id) where is_open;
create index settlement_waiting on settlement (merchant_id) where is_open or state = 'REJECTED';
create index settlement_differs on settlement (merchant_id, bound_at desc, settlement_id desc) where not agrees;
-- for those who see all merchants'
create index settlement_binding_bound on settlement_binding (bound_at desc, settlement_id desc);
