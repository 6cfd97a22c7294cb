-- When the customer paid, so that rows past their gateway's deadline are found without reading all of them.
alter table settlement add column transacted_at timestamptz;

update settlement set transacted_at = (terms::json ->> 'transactedAt')::timestamptz
where terms::json ->> 'transactedAt' ~ '^[0-9]{4}-';

-- Small: a row leaves it when it is flagged, or closed.
create index settlement_deadline on settlement (gateway, transacted_at)
  where not overdue and state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN');
