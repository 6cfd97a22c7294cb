-- Small: read alone to tell how many open rows are past their deadline.
create index settlement_overdue on settlement (gateway)
  where overdue and state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN');
