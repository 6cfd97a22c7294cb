-- What is published with a row beside its columns: the newest of its changes and calls, as JSON arrays. The whole
-- history stays in settlement_change and settlement_attempt; this saves reading it for every record.
alter table settlement
  add column changes     text not null default '[]',
  add column attempt_log text not null default '[]';

-- What operators ordered, carried out or refused.
alter table settlement_change
  add column command_id text,
  add column actor      text,
  add column words      text,
  add column refusal    text;
create unique index settlement_change_command on settlement_change (command_id) where command_id is not null;

alter table settlement
  add column overridden  text    not null default '', -- causes of a hold that a person has overruled
  add column written_off boolean not null default false;

-- By when the gateway wants the proof, and when somebody must next be told of it.
alter table settlement
  add column deadline        timestamptz,
  add column deadline_alarm  integer, -- the last alarm: so many days before
  add column deadline_due_at timestamptz;

update settlement
set deadline = transacted_at + interval '30 days',
    deadline_due_at = case
      when not overdue and state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN')
      then transacted_at + interval '23 days'
    end
where gateway = 'onerway' and transacted_at is not null;

drop index settlement_deadline;
alter table settlement drop column transacted_at;
-- Small: a row leaves it when it is overdue, or closed.
create index settlement_deadline on settlement (deadline_due_at) where deadline_due_at is not null;

-- What was paid, as far as the gateway has said.
alter table payment_fact
  add column amount   numeric,
  add column currency text;
alter table settlement
  add column amount   numeric,
  add column currency text;

-- Rows that were registered with an order number alone hear of their payment too.
update settlement set payment_key = gateway || ':order:' || (terms::json ->> 'orderNo')
where payment_key is null and terms::json ->> 'orderNo' is not null;

-- Read alone for the totals of what waits, so that they cost nothing that is settled.
create index settlement_open on settlement (gateway, state, hold_cause, currency) include (amount)
  where state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN');

-- What the gateway has on record.
alter table settlement
  add column gateway_tracking_number text,
  add column gateway_status          text,
  add column gateway_raw_status      text,
  add column gateway_checked_at      timestamptz,
  add column gateway_agrees          boolean;
alter table settlement_attempt
  add column kind text not null default 'UPLOAD';

-- History is not emptied either.
create trigger settlement_change_kept before truncate on settlement_change
  for each statement execute function refuse_change();
create trigger settlement_attempt_kept before truncate on settlement_attempt
  for each statement execute function refuse_change();

-- Rows of before get their journal.
update settlement s set changes = coalesce((
  select json_agg(json_build_object(
           'revision', c.revision,
           'at', to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'from', c.from_state, 'to', c.to_state, 'cause', c.cause, 'reason', c.reason, 'order', null)
         order by c.revision)
  from (select * from settlement_change where settlement_id = s.settlement_id order by revision desc limit 100) c
  )::text, '[]');
update settlement s set attempt_log = coalesce((
  select json_agg(json_build_object(
           'attempt', a.attempt, 'kind', a.kind,
           'at', to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'requestDigest', a.request_digest, 'outcome', a.outcome,
           'code', a.answer_code, 'text', a.answer_text, 'durationMillis', a.duration_millis)
         order by a.id)
  from (select * from settlement_attempt where settlement_id = s.settlement_id order by id desc limit 100) a
  )::text, '[]');
