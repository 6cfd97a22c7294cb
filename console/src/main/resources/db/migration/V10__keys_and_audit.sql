-- Keys that operators make and revoke, beside those of the configuration.
alter table api_key
  add column expires_at timestamptz,             -- null: never
  add column created_by text,                    -- null: the configuration
  add column revoked_by text;
create unique index api_key_short on api_key (left(key_hash, 12));
create index api_key_listed on api_key (merchant_id, created_at desc, key_hash desc);

-- Who asked for what, when, from where, and what they were answered. Holds no personal data: of addresses the network
-- alone, of what was asked for the ids.
create table audit (
  audit_id    uuid        primary key,
  at          timestamptz not null,
  merchant_id text,                              -- null: of a caller who was not recognised
  actor       text        not null,              -- the merchant and which of its keys or people; empty if not recognised
  action      text        not null,              -- method and path with its names in braces, or login
  target      text        not null,              -- the path of what it was about, or empty
  status      integer     not null,              -- of the answer
  source      text        not null               -- the caller's network, e.g. 203.0.113.0/24
);
create index audit_merchant on audit (merchant_id, at desc, audit_id desc);
create index audit_at on audit (at desc, audit_id desc);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only added to';
end $$;
create trigger audit_kept before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();
