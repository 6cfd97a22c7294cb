-- There is no V10 and no V14, nor may there ever be: Flyway refuses a migration that is older than one that has been applied.

-- What waits for a person is counted every few seconds, without reading all subscriptions.
create index subscription_held on subscription (provider) where state = 'HELD';

-- What is pruned and what is mended is found likewise; see io.waymark.poller.upkeep.
create index subscription_over on subscription (coalesce(last_attempt_at, next_attempt_at))
  where accepted_at is null and state not in ('DUE', 'HELD');
create index watch_unplanned on watch (id) where next_at is null and ended_at is null;
